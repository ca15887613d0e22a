using Tain;

namespace Mirror.Authenticators;

/// <summary>The messages of a part of Mirror that Tain does not have yet, by their recorded description: what the weaver makes of them must have the recorded bytes.</summary>
public class BasicAuthenticator
{
    public struct AuthRequestMessage : NetworkMessage
    {
        public string? authUsername;
        public string? authPassword;
    }

    public struct AuthResponseMessage : NetworkMessage
    {
        public byte code;
        public string? message;
    }
}
