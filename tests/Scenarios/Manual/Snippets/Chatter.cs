namespace Tain.Scenarios.Manual.Snippets;

/// <summary>The example of docs/remote-calls.md: one call of each kind.</summary>
public class Chatter : NetworkBehaviour
{
    public List<string> screen = [];

    [Command]
    public void CmdSay(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > 80)
        {
            TargetComplain("1 to 80 letters, please.");
            return;
        }
        RpcSay(text.Trim());
    }

    [Command(requiresAuthority = false)]
    public void CmdApplaud(NetworkConnectionToClient? sender = null) => RpcApplause(sender?.identity);

    [ClientRpc]
    private void RpcSay(string text) => screen.Add($"says: {text}");

    [ClientRpc(channel = Channels.Unreliable, includeOwner = false)]
    private void RpcApplause(NetworkIdentity? from) => screen.Add($"applause from {from?.netId}");

    [TargetRpc]
    private void TargetComplain(string about) => screen.Add(about);
}
