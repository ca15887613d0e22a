namespace Tain;

/// <summary>When received movement is applied.</summary>
public enum UpdateMethod
{
    /// <summary>In Update.</summary>
    Update,

    /// <summary>In FixedUpdate, for objects that physics reads.</summary>
    FixedUpdate,

    /// <summary>In LateUpdate, after scripts.</summary>
    LateUpdate,
}
