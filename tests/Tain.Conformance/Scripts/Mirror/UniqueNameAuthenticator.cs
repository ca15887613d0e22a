using Tain;

namespace Mirror.Authenticators;

/// <summary>See <see cref="BasicAuthenticator"/>.</summary>
public class UniqueNameAuthenticator
{
    public struct AuthRequestMessage : NetworkMessage
    {
        public string? authUsername;
    }

    public struct AuthResponseMessage : NetworkMessage
    {
        public bool success;
        public string? message;
    }
}
