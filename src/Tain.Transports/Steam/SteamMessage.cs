namespace Tain.Transports;

/// <summary>A received message, which lies in the library's memory until it is released.</summary>
/// <param name="Handle">The library's name for it.</param>
/// <param name="Data">Where its bytes are.</param>
/// <param name="Bytes">How many.</param>
/// <param name="Connection">Whom it is from.</param>
/// <param name="IsReliable">How it was sent.</param>
internal readonly record struct SteamMessage(nint Handle, nint Data, int Bytes, uint Connection, bool IsReliable)
{
    public unsafe ReadOnlySpan<byte> Span => new((void*)Data, Bytes);
}
