using Tain;

namespace Mirror.Authenticators;

/// <summary>See <see cref="BasicAuthenticator"/>.</summary>
public class DeviceAuthenticator
{
    public struct AuthRequestMessage : NetworkMessage
    {
        public string? clientDeviceID;
    }

    public struct AuthResponseMessage : NetworkMessage
    {
    }
}
