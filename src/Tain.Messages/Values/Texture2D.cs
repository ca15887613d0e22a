namespace Tain;

/// <summary>Pixels as plain data: what a game engine would show as a texture.</summary>
[WireName("UnityEngine.Texture2D")]
public sealed class Texture2D
{
    /// <summary>Makes a transparent texture.</summary>
    /// <param name="width">The width in pixels.</param>
    /// <param name="height">The height in pixels.</param>
    public Texture2D(int width, int height) : this(width, height, new Color32[checked(width * height)])
    {
    }

    /// <summary>Makes a texture of pixels.</summary>
    /// <param name="width">The width in pixels.</param>
    /// <param name="height">The height in pixels.</param>
    /// <param name="pixels">Width times height pixels, row by row from the lower left. The texture owns the array from now on.</param>
    /// <exception cref="ArgumentException">The number of pixels does not fit the size.</exception>
    public Texture2D(int width, int height, Color32[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(width);
        ArgumentOutOfRangeException.ThrowIfNegative(height);
        if (pixels.Length != checked(width * height))
            throw new ArgumentException($"A texture of {width} x {height} needs {width * height} pixels, not {pixels.Length}.", nameof(pixels));
        this.width = width;
        this.height = height;
        this.pixels = pixels;
    }

    /// <summary>The width in pixels.</summary>
    public int width { get; }

    /// <summary>The height in pixels.</summary>
    public int height { get; }

    /// <summary>The pixels, row by row from the lower left.</summary>
    public Color32[] pixels { get; }
}
