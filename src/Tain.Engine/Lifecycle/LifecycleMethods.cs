namespace Tain;

/// <summary>The methods that the engine calls on a script, as a set: what a script has, and which one is meant by a call.</summary>
/// <remarks>The weaver fills <see cref="Component.GetLifecycleMethods"/> and <see cref="Component.InvokeLifecycle"/> from the methods it finds by name.</remarks>
[Flags]
public enum LifecycleMethods
{
    /// <summary>No method.</summary>
    None = 0,

    /// <summary>Once, when the object is active for the first time, before anything else.</summary>
    Awake = 1,

    /// <summary>Each time the script becomes enabled on an active object.</summary>
    OnEnable = 2,

    /// <summary>Once, before the first FixedUpdate, Update or LateUpdate.</summary>
    Start = 4,

    /// <summary>Once per fixed step.</summary>
    FixedUpdate = 8,

    /// <summary>Once per tick.</summary>
    Update = 16,

    /// <summary>Once per tick, after every Update.</summary>
    LateUpdate = 32,

    /// <summary>Each time the script stops being enabled on an active object, also before it is destroyed.</summary>
    OnDisable = 64,

    /// <summary>Once, when the script or its object is destroyed; only if Awake has run.</summary>
    OnDestroy = 128,

    /// <summary>Once, when the world is disposed of, before its objects are destroyed.</summary>
    OnApplicationQuit = 256,
}
