using Tain;

namespace Mirror;

/// <summary>The recorded call of a part of Mirror that Tain does not have yet, for its signature and hash.</summary>
public class NetworkRoomPlayer : NetworkBehaviour
{
    public bool ready;

    [Command]
    public void CmdChangeReadyState(bool readyState) => ready = readyState;
}
