using Tain;

namespace Mirror.Discovery;

/// <summary>See <see cref="Authenticators.BasicAuthenticator"/>.</summary>
public struct ServerResponse : NetworkMessage
{
    public Uri? uri;
    public long serverId;
}
