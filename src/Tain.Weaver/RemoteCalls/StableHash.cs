namespace Tain.Weaver.RemoteCalls;

/// <summary>Mirror's 16-bit hash of a name: FNV-1a over the low bytes of the characters, folded. The same as Tain.StableHash, which a build task cannot load.</summary>
internal static class StableHash
{
    public static ushort Of16(string text)
    {
        unchecked
        {
            uint hash = 0x811C9DC5;
            foreach (char character in text) hash = (hash ^ (byte)character) * 0x01000193;
            return (ushort)((hash >> 16) ^ hash);
        }
    }
}
