namespace Tain;

/// <summary>Where a client is on its way to and from a server.</summary>
public enum ConnectState
{
    /// <summary>It has not connected yet.</summary>
    None = 0,

    /// <summary>It has begun to connect.</summary>
    Connecting = 1,

    /// <summary>It is connected.</summary>
    Connected = 2,

    /// <summary>It has begun to disconnect.</summary>
    Disconnecting = 3,

    /// <summary>It was connected, or tried.</summary>
    Disconnected = 4,
}
