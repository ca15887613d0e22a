using Tain.Transports;

namespace Tain.Tests;

/// <summary>A server endpoint on which clients connect when they are told to and never say anything. What each of them is sent is kept.</summary>
internal sealed class RecordingTransport : Transport
{
    private readonly RecordingServer _server = new();

    public override string Scheme => "recording";

    /// <summary>The packets of each client: channel and bytes as text.</summary>
    public IReadOnlyDictionary<int, List<string>> Sent => _server.Sent;

    public void Connect(int connectionId) => _server.Arrivals.Enqueue(connectionId);

    public override TransportServer CreateServer() => _server;

    public override TransportClient CreateClient() => throw new NotSupportedException("There is nobody to connect to.");

    private sealed class RecordingServer : TransportServer
    {
        private bool _active;

        public Queue<int> Arrivals { get; } = new();

        public Dictionary<int, List<string>> Sent { get; } = [];

        public override bool IsActive => _active;

        public override Uri Uri => new("recording://server");

        public override void Start() => _active = true;

        public override void Stop() => _active = false;

        public override bool TryReceive(out TransportEvent received)
        {
            bool arrived = Arrivals.TryDequeue(out int id);
            received = arrived ? TransportEvent.Connected(id, "recording") : default;
            return arrived;
        }

        public override bool Send(int connectionId, ReadOnlySpan<byte> data, Channel channel)
        {
            if (!Sent.TryGetValue(connectionId, out List<string>? packets)) Sent.Add(connectionId, packets = []);
            packets.Add($"{channel} {Convert.ToHexString(data)}");
            return true;
        }

        public override void Disconnect(int connectionId)
        {
        }

        public override void Flush()
        {
        }

        public override string GetAddress(int connectionId) => "recording";

        public override int GetMaxPacketBytes(Channel channel) => channel == Channel.Reliable ? 297_433 : 1_195;

        public override int GetBatchThresholdBytes(Channel channel) => 1_195;
    }
}
