namespace Tain.Transports;

/// <summary>
/// Puts fragments together. The channel is ordered, so the parts of a packet come one behind the other and nothing comes between them; anything else is a broken peer.
/// Memory follows the bytes that came, never the number of parts that somebody claims.
/// </summary>
internal sealed class FragmentAssembler(LiteNetBufferPool pool, int maxBytes)
{
    private readonly LiteNetBufferQueue _parts = new();
    private FragmentHeader _last;
    private int _firstPartBytes;
    private long _continuedAtMs;

    /// <summary>True between the first part and the last.</summary>
    public bool IsActive => _parts.Count > 0;

    /// <summary>Data bytes that have come.</summary>
    public int Bytes { get; private set; }

    public bool IsStalled(long nowMs, int timeoutMs) => IsActive && nowMs - _continuedAtMs >= timeoutMs;

    /// <summary>Takes the next part, which belongs to the assembler from now on.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    public string? Add(LiteNetBuffer part, long nowMs, out bool isWhole)
    {
        string? problem = Check(part.Packet, out FragmentHeader header);
        isWhole = problem is null && header.Part == header.Total - 1;
        if (problem is not null)
        {
            pool.Return(part);
            return problem;
        }
        int dataBytes = part.Length - FragmentHeader.DataAt;
        if (!IsActive) _firstPartBytes = dataBytes;
        _last = header;
        _continuedAtMs = nowMs;
        Bytes += dataBytes;
        _parts.Enqueue(part);
        return null;
    }

    /// <summary>Copies the whole packet and is empty afterwards.</summary>
    /// <param name="whole">Room for <see cref="Bytes"/>.</param>
    public void TakeWhole(Span<byte> whole)
    {
        while (_parts.TryDequeue(out LiteNetBuffer part))
        {
            ReadOnlySpan<byte> data = part.Packet[FragmentHeader.DataAt..];
            data.CopyTo(whole);
            whole = whole[data.Length..];
            pool.Return(part);
        }
        Bytes = 0;
    }

    public void Reset()
    {
        _parts.Clear(pool);
        Bytes = 0;
    }

    private string? Check(ReadOnlySpan<byte> packet, out FragmentHeader header)
    {
        if (!FragmentHeader.TryRead(packet, out header)) return "a fragment is too short";
        int dataBytes = packet.Length - FragmentHeader.DataAt;
        if (!IsActive)
        {
            if (header.Part != 0 || header.Total == 0) return $"a packet begins with fragment {header.Part} of {header.Total}";
            // All parts but the last are as long as the first: what is claimed is known at once.
            if (dataBytes > maxBytes || (header.Total - 1L) * dataBytes >= maxBytes) return $"a packet of {header.Total} fragments is longer than {maxBytes} bytes";
            return null;
        }
        if (header.Id != _last.Id || header.Total != _last.Total || header.Part != _last.Part + 1) return "fragments are not in order";
        bool isLast = header.Part == header.Total - 1;
        if (isLast ? dataBytes > _firstPartBytes : dataBytes != _firstPartBytes) return "fragments differ in length";
        return Bytes + dataBytes > maxBytes ? $"a packet is longer than {maxBytes} bytes" : null;
    }
}
