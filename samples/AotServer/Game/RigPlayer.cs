using System.Numerics;
using Tain;

namespace RigGame;

/// <summary>
/// The player of the recorded sessions: its owner greets, and the server answers with everything that a script can change or call. What the scripts log is what
/// the recordings' scripts logged, word for word.
/// </summary>
public class RigPlayer : NetworkBehaviour
{
    [SyncVar(hook = nameof(OnHealth))] public int health = 100;
    [SyncVar] public string playerName = "";
    [SyncVar] public RigState state;
    [SyncVar] public RigItem weapon;
    [SyncVar] public NetworkIdentity? friend;

    public readonly SyncList<int> numbers = new();
    public readonly SyncList<RigItem> items = new();
    public readonly SyncDictionary<string, int> scores = new();
    public readonly SyncHashSet<string> tags = new();

    public override void OnStartServer()
    {
        numbers.Add(1);
        numbers.Add(2);
        scores["start"] = 5;
        tags.Add("new");
        Debug.Log($"OnStartServer player netId={netId}");
    }

    public override void OnStartClient()
    {
        Debug.Log($"OnStartClient player netId={netId} health={health} numbers={string.Join(",", numbers)}");
        numbers.OnChange += (operation, index, item) => Debug.Log($"numbers {operation} [{index}] {item}");
        items.OnChange += (operation, index, _) => Debug.Log($"items {operation} [{index}]");
        scores.OnChange += (operation, key, value) => Debug.Log($"scores {operation} {key} {value}");
        tags.OnChange += (operation, tag) => Debug.Log($"tags {operation} {tag}");
    }

    public override void OnStartAuthority() => Debug.Log("OnStartAuthority");

    public override void OnStartLocalPlayer() => Debug.Log($"OnStartLocalPlayer netId={netId}");

    /// <summary>A greeting from the owner: the server changes every kind of state and makes every kind of call.</summary>
    [Command]
    public void CmdHello(string name, int number)
    {
        Debug.Log($"CmdHello '{name}' {number} from {connectionToClient?.connectionId}");
        health -= number;
        playerName = name;
        state = RigState.Greeted;
        weapon = new RigItem { id = number, name = "sword", pos = new Vector3(1, 2, 3) };
        friend = netIdentity;
        numbers.Add(number);
        numbers[0] = 42;
        numbers.RemoveAt(1);
        items.Add(new RigItem { id = 9, pos = Vector3.UnitY });
        scores["start"]++;
        scores[name] = number;
        tags.Add("greeted");
        tags.Remove("new");
        RpcSay("server", new RigItem { id = 1, name = name });
        RpcFast(number);
        RpcOthers(name);
        TargetWelcome($"welcome {name}");
    }

    /// <summary>Anybody may call this; the answer goes to who did.</summary>
    [Command(requiresAuthority = false)]
    public void CmdAnyone(int number, NetworkConnectionToClient? sender = null)
    {
        Debug.Log($"CmdAnyone {number} from {sender?.connectionId}");
        TargetWhisper(sender!, "psst");
    }

    /// <summary>Back and forth without guarantee, in every frame.</summary>
    [Command(channel = Channels.Unreliable)]
    public void CmdEcho(int number, double time) => TargetEcho(number, time);

    [ClientRpc]
    public void RpcSay(string from, RigItem item) => Debug.Log($"RpcSay {from} {item.id} {item.name}");

    [ClientRpc(channel = Channels.Unreliable)]
    public void RpcFast(int value) => Debug.Log($"RpcFast {value}");

    /// <summary>Everybody hears of a greeting but who greeted.</summary>
    [ClientRpc(includeOwner = false)]
    public void RpcOthers(string name) => Debug.Log($"RpcOthers {name}");

    [TargetRpc]
    public void TargetWelcome(string text) => Debug.Log($"TargetWelcome {text}");

    [TargetRpc]
    public void TargetWhisper(NetworkConnectionToClient target, string text) => Debug.Log($"TargetWhisper {text}");

    /// <summary>The echo; how many came is for whoever measures.</summary>
    [TargetRpc(channel = Channels.Unreliable)]
    public void TargetEcho(int number, double time) => Echoes++;

    /// <summary>How many echoes came back.</summary>
    public int Echoes { get; private set; }

    private void OnHealth(int before, int now) => Debug.Log($"hook health {before}->{now}");
}
