using Tain;

namespace Mirror.Discovery;

/// <summary>See <see cref="ServerRequest"/>.</summary>
public struct ServerResponse : NetworkMessage
{
    public Uri? uri;
    public long serverId;
}
