using Tain;

namespace Mirror.Discovery;

/// <summary>See <see cref="Authenticators.BasicAuthenticator"/>.</summary>
public struct ServerRequest : NetworkMessage
{
}
