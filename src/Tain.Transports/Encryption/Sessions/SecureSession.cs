using System.Diagnostics;
using System.Security.Cryptography;

namespace Tain.Transports;

/// <summary>What came of a packet.</summary>
internal enum OpenResult : byte
{
    /// <summary>It is genuine and new.</summary>
    Opened,

    /// <summary>It came before, or it is one of our own.</summary>
    Replayed,

    /// <summary>It is genuine, reliable, and too old to be told from a replayed one.</summary>
    TooLate,

    /// <summary>The key does not open it.</summary>
    Forged,
}

/// <summary>The key of one connection and what both sides have counted with it. Both directions use the same key; what keeps them apart is where their counters are.</summary>
internal sealed class SecureSession : IDisposable
{
    private readonly AesGcm _cipher;
    private readonly ReplayGuard _replays = new();
    private readonly NonceCounter _start;
    private NonceCounter _last;
    private long _issued;

    /// <param name="key">32 bytes, fresh for this connection; copied.</param>
    /// <param name="random">Draws where this side's counter starts: now and only for this key, so that no nonce is ever used twice with it.</param>
    public SecureSession(ReadOnlySpan<byte> key, RandomBytes random)
    {
        _cipher = new AesGcm(key, EncryptionWire.TagBytes);
        Span<byte> start = stackalloc byte[EncryptionWire.NonceBytes];
        random(start);
        _start = _last = NonceCounter.Read(start);
    }

    /// <summary>Encrypts into a whole Data packet.</summary>
    public void Seal(ReadOnlySpan<byte> plain, Span<byte> packet)
    {
        Debug.Assert(packet.Length == plain.Length + EncryptionWire.OverheadBytes, "The packet has its layout.");
        _last = _last.Next();
        _issued++;
        packet[0] = EncryptionWire.Data;
        Span<byte> nonce = packet[^EncryptionWire.NonceBytes..];
        _last.Write(nonce);
        _cipher.Encrypt(nonce, plain, packet.Slice(EncryptionWire.OpcodeBytes, plain.Length), packet.Slice(EncryptionWire.OpcodeBytes + plain.Length, EncryptionWire.TagBytes));
    }

    /// <summary>Decrypts a whole Data packet of at least one byte of data.</summary>
    public OpenResult Open(ReadOnlySpan<byte> packet, Channel channel, Span<byte> plain)
    {
        Debug.Assert(packet.Length == plain.Length + EncryptionWire.OverheadBytes, "The packet has its layout.");
        ReadOnlySpan<byte> nonceBytes = packet[^EncryptionWire.NonceBytes..];
        NonceCounter nonce = NonceCounter.Read(nonceBytes);
        if (IsOwn(nonce)) return OpenResult.Replayed;
        ReplayVerdict verdict = _replays.Judge(nonce, channel);
        // Before the costly part: whoever repeats packets shall not make us decrypt them.
        if (verdict == ReplayVerdict.Replayed) return OpenResult.Replayed;
        try
        {
            _cipher.Decrypt(nonceBytes, packet.Slice(EncryptionWire.OpcodeBytes, plain.Length), packet.Slice(EncryptionWire.OpcodeBytes + plain.Length, EncryptionWire.TagBytes), plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return OpenResult.Forged;
        }
        if (verdict == ReplayVerdict.Undecidable) return OpenResult.TooLate;
        _replays.Commit(nonce, channel);
        return OpenResult.Opened;
    }

    public void Dispose() => _cipher.Dispose();

    private bool IsOwn(NonceCounter nonce) => nonce.TryCountFrom(_start, out long steps) && steps > 0 && steps <= _issued;
}
