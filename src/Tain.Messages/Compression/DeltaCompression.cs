namespace Tain;

/// <summary>Writes what changed since the last value both sides know: a slow movement takes one byte per axis.</summary>
public static class DeltaCompression
{
    /// <summary>Writes the difference.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="last">The value that the other side has.</param>
    /// <param name="current">The value that it shall have.</param>
    public static void Compress(NetworkWriter writer, long last, long current) => Compression.CompressVarInt(writer, unchecked(current - last));

    /// <summary>Reads a difference and adds it.</summary>
    /// <param name="reader">Where from.</param>
    /// <param name="last">The value before.</param>
    /// <returns>The value now.</returns>
    public static long Decompress(NetworkReader reader, long last) => unchecked(last + Compression.DecompressVarInt(reader));

    /// <summary>Writes three differences.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="last">The values that the other side has.</param>
    /// <param name="current">The values that it shall have.</param>
    public static void Compress(NetworkWriter writer, Vector3Long last, Vector3Long current)
    {
        Compress(writer, last.x, current.x);
        Compress(writer, last.y, current.y);
        Compress(writer, last.z, current.z);
    }

    /// <summary>Reads three differences and adds them.</summary>
    /// <param name="reader">Where from.</param>
    /// <param name="last">The values before.</param>
    /// <returns>The values now.</returns>
    public static Vector3Long Decompress(NetworkReader reader, Vector3Long last) =>
        new(Decompress(reader, last.x), Decompress(reader, last.y), Decompress(reader, last.z));

    /// <summary>Writes four differences.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="last">The values that the other side has.</param>
    /// <param name="current">The values that it shall have.</param>
    public static void Compress(NetworkWriter writer, Vector4Long last, Vector4Long current)
    {
        Compress(writer, last.x, current.x);
        Compress(writer, last.y, current.y);
        Compress(writer, last.z, current.z);
        Compress(writer, last.w, current.w);
    }

    /// <summary>Reads four differences and adds them.</summary>
    /// <param name="reader">Where from.</param>
    /// <param name="last">The values before.</param>
    /// <returns>The values now.</returns>
    public static Vector4Long Decompress(NetworkReader reader, Vector4Long last) =>
        new(Decompress(reader, last.x), Decompress(reader, last.y), Decompress(reader, last.z), Decompress(reader, last.w));
}
