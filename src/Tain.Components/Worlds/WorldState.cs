namespace Tain;

/// <summary>Where a world of a <see cref="WorldHost"/> is in its life.</summary>
public enum WorldState : byte
{
    /// <summary>It waits to be made, or is being made.</summary>
    Starting,

    /// <summary>It ticks.</summary>
    Running,

    /// <summary>It was removed and disposed of.</summary>
    Stopped,

    /// <summary>It was stopped because it could not be made, or its ticks failed; <see cref="WorldHandle.failure"/> says why.</summary>
    Failed,
}
