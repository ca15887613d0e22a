namespace Tain;

/// <summary>The axes that a movement or rotation refers to.</summary>
public enum Space
{
    /// <summary>The axes of the world.</summary>
    World,

    /// <summary>The axes of the object itself.</summary>
    Self,
}
