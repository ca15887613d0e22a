using Tain.Transports;

namespace Tain.Tests;

/// <summary>A server endpoint through which clients come and go as they are told to. They hear nothing and say nothing.</summary>
internal sealed class RevolvingDoor : Transport
{
    private readonly Endpoint _endpoint = new();

    public override string Scheme => "door";

    public void Enter(int connectionId) => _endpoint.Passing.Enqueue((connectionId, true));

    public void Leave(int connectionId) => _endpoint.Passing.Enqueue((connectionId, false));

    public override TransportServer CreateServer() => _endpoint;

    public override TransportClient CreateClient() => throw new NotSupportedException("There is nobody to connect to.");

    private sealed class Endpoint : TransportServer
    {
        private bool _isActive;

        public Queue<(int Id, bool Enters)> Passing { get; } = new();

        public override bool IsActive => _isActive;

        public override Uri Uri => new("door://server");

        public override void Start() => _isActive = true;

        public override void Stop() => _isActive = false;

        public override bool TryReceive(out TransportEvent received)
        {
            bool isThere = Passing.TryDequeue(out (int Id, bool Enters) next);
            received = !isThere ? default : next.Enters ? TransportEvent.Connected(next.Id, "street") : TransportEvent.Disconnected(next.Id);
            return isThere;
        }

        public override bool Send(int connectionId, ReadOnlySpan<byte> data, Channel channel) => true;

        public override void Disconnect(int connectionId)
        {
        }

        public override void Flush()
        {
        }

        public override string GetAddress(int connectionId) => "street";

        public override int GetMaxPacketBytes(Channel channel) => channel == Channel.Reliable ? 297_433 : 1_195;

        public override int GetBatchThresholdBytes(Channel channel) => 1_195;
    }
}
