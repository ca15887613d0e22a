namespace Tain;

/// <summary>
/// Hashes that are the same in every process, runtime and version, unlike <see cref="string.GetHashCode()"/>: message ids and remote calls are known by them.
/// </summary>
public static class StableHash
{
    private const uint OffsetBasis = 0x811C9DC5;
    private const uint Prime = 0x01000193;

    /// <summary>FNV-1a over the low bytes of the UTF-16 code units. Mirror drops the high bytes, so we do.</summary>
    /// <param name="text">The text.</param>
    /// <returns>32 bits.</returns>
    public static int GetStableHashCode(this string text) => GetStableHashCode(text.AsSpan());

    /// <inheritdoc cref="GetStableHashCode(string)"/>
    public static int GetStableHashCode(this ReadOnlySpan<char> text)
    {
        uint hash = OffsetBasis;
        foreach (char unit in text) hash = unchecked((hash ^ (byte)unit) * Prime);
        return unchecked((int)hash);
    }

    /// <summary>The 32-bit hash folded to the 16 bits that stand on the wire.</summary>
    /// <param name="text">The text.</param>
    /// <returns>16 bits.</returns>
    public static ushort GetStableHashCode16(this string text)
    {
        int hash = GetStableHashCode(text);
        return unchecked((ushort)((hash >> 16) ^ hash));
    }
}
