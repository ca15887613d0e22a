using Tain.Transports;

namespace Tain.Bench;

/// <summary>An endpoint with one client, which forgets what is sent to it and gives out one packet as often as it is told.</summary>
internal sealed class LoopbackEnd : TransportServer
{
    private const int MaxPacketBytes = 297_433;
    private const int BatchBytes = 1_195;

    private byte[] _packet = [];
    private int _left;
    private bool _isConnected;

    public override bool IsActive => true;

    public override Uri Uri => new("null://server");

    public void Feed(byte[] packet, int count) => (_packet, _left) = (packet, count);

    public override void Start()
    {
    }

    public override void Stop()
    {
    }

    public override bool TryReceive(out TransportEvent received)
    {
        if (!_isConnected)
        {
            _isConnected = true;
            received = TransportEvent.Connected(1, "null");
            return true;
        }
        received = default;
        if (_left == 0) return false;
        _left--;
        received = TransportEvent.Received(1, _packet, Channel.Reliable);
        return true;
    }

    public override bool Send(int connectionId, ReadOnlySpan<byte> data, Channel channel) => true;

    public override void Disconnect(int connectionId)
    {
    }

    public override void Flush()
    {
    }

    public override string GetAddress(int connectionId) => "null";

    public override int GetMaxPacketBytes(Channel channel) => channel == Channel.Reliable ? MaxPacketBytes : BatchBytes;

    public override int GetBatchThresholdBytes(Channel channel) => BatchBytes;
}
