using Tain;

namespace RigGame;

/// <summary>Calls with options, overloads and overrides.</summary>
public class CallsMore : NetworkBehaviour
{
    /// <summary>What ran here, as the recordings spell it.</summary>
    public List<string> Journal { get; } = [];

    [Command]
    public void CmdFirst(int value) => Journal.Add($"CmdFirst {value}");

    [Command(requiresAuthority = false)]
    public void CmdFree(int value) => Journal.Add($"CmdFree {value}");

    [Command(requiresAuthority = false)]
    public void CmdSender(int value, NetworkConnectionToClient? sender = null) => Journal.Add($"CmdSender {value} from {sender?.connectionId}");

    [Command]
    public void CmdSenderMiddle(int value, NetworkConnectionToClient? sender, string? text) => Journal.Add("CmdSenderMiddle ");

    [Command(channel = Channels.Unreliable)]
    public void CmdFast(float value) => Journal.Add($"CmdFast {value}");

    [Command(channel = Channels.Unreliable, requiresAuthority = false)]
    public void CmdFastFree(float value) => Journal.Add($"CmdFastFree {value}");

    [Command]
    public void CmdOver(int value) => Journal.Add($"CmdOver int {value}");

    [Command]
    public void CmdOver(string? value) => Journal.Add($"CmdOver string {value}");

    [Command]
    public void CmdOver(int value, string? text) => Journal.Add($"CmdOver int string {value}{text}");

    [Command]
    public virtual void CmdVirtual(int value) => Journal.Add($"base CmdVirtual {value}");

    [Command]
    public void CmdRpcBack(int value)
    {
        Journal.Add("CmdRpcBack");
        RpcAll(value);
        RpcOthers(value);
        TargetBack(value);
        RpcFast(value);
    }

    [ClientRpc]
    public void RpcAll(int value) => Journal.Add($"RpcAll {value}");

    [ClientRpc(includeOwner = false)]
    public void RpcOthers(int value) => Journal.Add($"RpcOthers {value}");

    [ClientRpc(channel = Channels.Unreliable)]
    public void RpcFast(int value) => Journal.Add($"RpcFast {value}");

    [ClientRpc(channel = Channels.Unreliable, includeOwner = false)]
    public void RpcFastOthers(int value) => Journal.Add($"RpcFastOthers {value}");

    [ClientRpc]
    public virtual void RpcVirtual(int value) => Journal.Add($"base RpcVirtual {value}");

    [TargetRpc]
    public void TargetBack(int value) => Journal.Add($"TargetBack {value}");

    [TargetRpc(channel = Channels.Unreliable)]
    public void TargetFast(NetworkConnectionToClient target, int value) => Journal.Add($"TargetFast {value}");
}
