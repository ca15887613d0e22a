namespace Tain;

/// <summary>How the changes of a component travel.</summary>
[WireName("Mirror.SyncMethod")]
public enum SyncMethod
{
    /// <summary>Each change once, on the reliable channel.</summary>
    Reliable = 0,

    /// <summary>Full state now and then on the reliable channel, all changes since then again and again on the unreliable one.</summary>
    Hybrid = 1,
}
