namespace Tain;

/// <summary>When received movement is applied.</summary>
public enum UpdateMethod
{
    /// <summary>In Update, before that of the scripts.</summary>
    Update,

    /// <summary>In FixedUpdate, before that of the scripts, for objects that physics reads.</summary>
    FixedUpdate,

    /// <summary>In LateUpdate, before that of the scripts: after every Update, and before what follows the object, a camera for example.</summary>
    LateUpdate,
}
