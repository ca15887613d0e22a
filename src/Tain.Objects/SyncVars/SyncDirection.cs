namespace Tain;

/// <summary>Who decides the state of a component.</summary>
[WireName("Mirror.SyncDirection")]
public enum SyncDirection
{
    /// <summary>The server does.</summary>
    ServerToClient = 0,

    /// <summary>The owning client does; the server applies what it sends and passes it on.</summary>
    ClientToServer = 1,
}
