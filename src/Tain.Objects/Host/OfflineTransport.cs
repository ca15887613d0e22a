using Tain.Transports;

namespace Tain;

/// <summary>
/// A transport that reaches nobody: of a server or client that is used only within its own world, for a game alone. It is there so that the code above needs no
/// second way of being without one.
/// </summary>
internal sealed class OfflineTransport : Transport
{
    private const int MaxPacketBytes = 64 * 1024;

    public override string Scheme => "offline";

    public override TransportServer CreateServer() => new Server();

    public override TransportClient CreateClient() => new Client();

    private sealed class Server : TransportServer
    {
        private bool _active;

        public override bool IsActive => _active;

        public override Uri Uri => new("offline://localhost");

        public override void Start() => _active = true;

        public override void Stop() => _active = false;

        public override bool TryReceive(out TransportEvent received)
        {
            received = default;
            return false;
        }

        public override bool Send(int connectionId, ReadOnlySpan<byte> data, Channel channel) => false;

        public override void Disconnect(int connectionId)
        {
        }

        public override void Flush()
        {
        }

        public override string GetAddress(int connectionId) => "";

        public override int GetMaxPacketBytes(Channel channel) => MaxPacketBytes;
    }

    private sealed class Client : TransportClient
    {
        public override bool IsConnected => false;

        public override void Connect(string address) => throw Unreachable();

        public override void Connect(Uri uri) => throw Unreachable();

        public override void Disconnect()
        {
        }

        public override bool TryReceive(out TransportEvent received)
        {
            received = default;
            return false;
        }

        public override bool Send(ReadOnlySpan<byte> data, Channel channel) => false;

        public override void Flush()
        {
        }

        public override int GetMaxPacketBytes(Channel channel) => MaxPacketBytes;

        private static InvalidOperationException Unreachable() =>
            new("This client was made without a transport and can only join the server of its own world: ConnectHost(). Make it with one: new NetworkClient(world, transport).");
    }
}
