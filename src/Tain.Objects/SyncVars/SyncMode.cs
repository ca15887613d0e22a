namespace Tain;

/// <summary>Who receives the state of a component.</summary>
[WireName("Mirror.SyncMode")]
public enum SyncMode
{
    /// <summary>Everybody who sees the object.</summary>
    Observers = 0,

    /// <summary>Only the client that owns the object.</summary>
    Owner = 1,
}
