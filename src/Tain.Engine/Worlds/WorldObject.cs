namespace Tain;

/// <summary>What GameObjects and Components have in common: a world, a name, and a life that ends with Destroy.</summary>
/// <remarks>
/// <c>==</c> is plain reference equality. <c>if (obj)</c> asks both questions that Unity's <c>obj != null</c> asks: it is false for null and for a
/// destroyed object.
/// </remarks>
public abstract class WorldObject
{
    private protected WorldObject()
    {
    }

    /// <summary>The name of the GameObject; components share the name of theirs.</summary>
    public abstract string name { get; set; }

    /// <summary>The world in which this object lives, or lived.</summary>
    public abstract World world { get; }

    /// <summary>True once the object is destroyed. An object that waits for the end of the tick to be destroyed is still alive.</summary>
    public bool isDestroyed { get; internal set; }

    internal int InstanceId { get; set; }

    /// <summary>A number that no other object of this world has or had.</summary>
    public int GetInstanceID() => InstanceId;

    /// <summary>True for an object that exists and is not destroyed.</summary>
    public static implicit operator bool(WorldObject? target) => target is { isDestroyed: false };

    /// <summary>The name and the type, for logs.</summary>
    public override string ToString() => $"{name} ({GetType().Name})";

    internal abstract void DestroyNow();
}
