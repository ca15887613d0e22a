namespace Tain;

/// <summary>When in a tick a <see cref="TickWork"/> is done.</summary>
public enum TickPhase
{
    /// <summary>In each fixed step, before FixedUpdate of the scripts.</summary>
    FixedUpdate,

    /// <summary>Once per tick, before Update of the scripts.</summary>
    Update,

    /// <summary>Once per tick, before LateUpdate of the scripts.</summary>
    LateUpdate,

    /// <summary>Once per tick, after LateUpdate of all scripts and before the network sends: for what looks at where everything ended up.</summary>
    AfterLateUpdate,
}
