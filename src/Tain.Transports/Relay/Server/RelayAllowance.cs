namespace Tain.Transports;

/// <summary>What a user or a session may still send in this second, in bytes and in datagrams.</summary>
internal sealed class RelayAllowance(int bytesPerSecond, int packetsPerSecond)
{
    private RateLimit _bytes = new(bytesPerSecond);
    private RateLimit _packets = new(packetsPerSecond);

    public bool Has(int bytes, long nowMs) => _packets.Has(1, nowMs) && _bytes.Has(bytes, nowMs);

    public void Take(int bytes)
    {
        _packets.Take(1);
        _bytes.Take(bytes);
    }
}
