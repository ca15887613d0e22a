namespace Tain;

/// <summary>What positions and rotations that are sent refer to.</summary>
public enum CoordinateSpace
{
    /// <summary>The parent of the object.</summary>
    Local,

    /// <summary>The world. Scale is not sent then, because a world scale cannot be set.</summary>
    World,
}
