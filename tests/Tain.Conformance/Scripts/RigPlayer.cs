using Tain;

namespace RigGame;

/// <summary>The player of the recorded sessions.</summary>
public class RigPlayer : NetworkBehaviour
{
    [SyncVar(hook = nameof(OnHealth))] public int health = 100;
    [SyncVar] public string playerName = "";
    [SyncVar] public ByteEnum state;
    [SyncVar] public RigItem weapon;
    [SyncVar] public NetworkIdentity? friend;

    /// <summary>What the hook and the calls did, in order.</summary>
    public List<string> Journal { get; } = [];

    [Command]
    public void CmdHello(string name, int number) => Journal.Add($"CmdHello {name} {number}");

    [ClientRpc]
    public void RpcSay(string text, RigItem item) => Journal.Add($"RpcSay {text} {item.id}");

    [ClientRpc(channel = Channels.Unreliable)]
    public void RpcFast(int value) => Journal.Add($"RpcFast {value}");

    [TargetRpc]
    public void TargetEcho(int number, double value) => Journal.Add($"TargetEcho {number} {value}");

    [TargetRpc]
    public void TargetWhisper(NetworkConnectionToClient target, string text) => Journal.Add($"TargetWhisper {text}");

    private void OnHealth(int before, int now) => Journal.Add($"health {before} {now}");
}
