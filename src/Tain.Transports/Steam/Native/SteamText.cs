using System.Text;

namespace Tain.Transports;

/// <summary>Text of C, which may have been written by the other side of a connection: cut at its zero, and what is no printable ASCII becomes a question mark, for logs.</summary>
internal static class SteamText
{
    public static string Read(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        if (end >= 0) bytes = bytes[..end];
        if (bytes.IsEmpty) return "";
        return string.Create(bytes.Length, bytes, static (text, source) =>
        {
            for (int i = 0; i < text.Length; i++) text[i] = source[i] is >= 0x20 and < 0x7f ? (char)source[i] : '?';
        });
    }

    /// <summary>Writes text and its zero.</summary>
    public static void Write(string text, Span<byte> into)
    {
        int length = Math.Min(text.Length, into.Length - 1);
        Encoding.ASCII.GetBytes(text.AsSpan(0, length), into);
        into[length] = 0;
    }
}
