using System.Numerics;

namespace Tain;

/// <summary>A part of a texture, with the point by which it is placed.</summary>
[WireName("UnityEngine.Sprite")]
public sealed class Sprite
{
    /// <summary>Makes a sprite.</summary>
    /// <param name="texture">The picture.</param>
    /// <param name="rect">The part of it, in pixels.</param>
    /// <param name="pivot">The point by which it is placed, in pixels from the part's lower left.</param>
    public Sprite(Texture2D texture, Rect rect, Vector2 pivot)
    {
        this.texture = texture;
        this.rect = rect;
        this.pivot = pivot;
    }

    /// <summary>The picture.</summary>
    public Texture2D texture { get; }

    /// <summary>The part of it, in pixels.</summary>
    public Rect rect { get; }

    /// <summary>The point by which it is placed, in pixels from the part's lower left.</summary>
    public Vector2 pivot { get; }
}
