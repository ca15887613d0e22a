using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;

namespace Tain.Transports;

/// <summary>
/// Cookies that need no memory: a keyed hash of the client's address and of the time in coarse steps. A Hello for which no place is free is answered with one and forgotten;
/// the client's next datagram brings it back and proves both, that the client was answered and that it receives at its address. So a flood of forged Hellos fills the
/// half-open places and still keeps nobody out.
/// </summary>
/// <remarks>
/// A cookie is good in its step and the next, 10 to 20 s, which is longer than a client tries. The other side of it: a connection that was made and ended within that time could be
/// made again by a datagram of its past that comes late. So the addresses of those that ended are remembered until their cookie is void.
/// </remarks>
/// <param name="random">Where the key is drawn from, at the first use.</param>
internal sealed class HelloCookies(Func<uint> random)
{
    private const int EpochMs = 10_000;
    private const int KeyBytes = 32;

    // Ended connections that are remembered. Each was a real client, so only a crowd fills it; then a new key makes all cookies void and the list may be forgotten.
    private const int MaxEnded = 4_096;

    private readonly byte[] _key = new byte[KeyBytes];
    private readonly HashSet<SocketAddress> _ended = new(DatagramAddress.Comparer);
    private bool _hasKey;
    private long _endedEpoch;
    private long? _lastDrawnEpoch;

    /// <summary>The cookie for an address, to be sent with the answer to its Hello.</summary>
    public uint Draw(SocketAddress address, long nowMs)
    {
        if (!_hasKey) NewKey();
        _lastDrawnEpoch = EpochOf(nowMs);
        return Hash(address, EpochOf(nowMs));
    }

    /// <summary>Whether any cookie can be good now. False in quiet times, when a stranger's datagram is not worth a hash.</summary>
    public bool MayBeValid(long nowMs) => _lastDrawnEpoch is { } last && EpochOf(nowMs) - last <= 1;

    /// <summary>Whether a cookie was drawn for this address a short while ago, and no connection was made of it that has ended.</summary>
    public bool IsValid(SocketAddress address, uint cookie, long nowMs)
    {
        if (!MayBeValid(nowMs)) return false;
        long epoch = EpochOf(nowMs);
        if (cookie != Hash(address, epoch) && cookie != Hash(address, epoch - 1)) return false;
        Forget(epoch);
        return !_ended.Contains(address);
    }

    /// <summary>A connection with a cookie from here has ended.</summary>
    public void Ended(SocketAddress address, long nowMs)
    {
        Forget(EpochOf(nowMs));
        if (_ended.Count >= MaxEnded)
        {
            NewKey();
            _ended.Clear();
        }
        _endedEpoch = EpochOf(nowMs);
        _ended.Add(address);
    }

    private static long EpochOf(long nowMs) => nowMs / EpochMs;

    private void Forget(long epoch)
    {
        if (epoch - _endedEpoch > 1) _ended.Clear();
    }

    private void NewKey()
    {
        for (int i = 0; i < KeyBytes; i += sizeof(uint)) BinaryPrimitives.WriteUInt32LittleEndian(_key.AsSpan(i), random());
        _hasKey = true;
    }

    private uint Hash(SocketAddress address, long epoch)
    {
        ReadOnlySpan<byte> bytes = address.Buffer.Span[..address.Size];
        Span<byte> input = stackalloc byte[sizeof(long) + DatagramAddress.MaxBytes];
        BinaryPrimitives.WriteInt64LittleEndian(input, epoch);
        bytes.CopyTo(input[sizeof(long)..]);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, input[..(sizeof(long) + bytes.Length)], hash);
        return BinaryPrimitives.ReadUInt32LittleEndian(hash);
    }
}
