using Tain.Transports;

namespace Tain.Bench;

/// <summary>A server with one client.</summary>
internal sealed class TransportServerEnd : IEnd
{
    private readonly TransportServer _server;
    private int _client;

    public TransportServerEnd(Transport transport)
    {
        _server = transport.CreateServer();
        _server.Start();
    }

    public ushort Port => (ushort)_server.Uri.Port;

    public bool IsConnected => _client != 0;

    public int Receive(ref Note last)
    {
        int packets = 0;
        while (_server.TryReceive(out TransportEvent received))
        {
            if (received.Kind == TransportEventKind.Connected) _client = received.ConnectionId;
            if (received.Kind == TransportEventKind.Error) Console.Error.WriteLine($"receiver: {received.ErrorCode} {received.Text}");
            if (received.Kind != TransportEventKind.Data) continue;
            last.Read(received.Data);
            packets++;
        }
        return packets;
    }

    public void Send(ReadOnlySpan<byte> packet, Channel channel) => _server.Send(_client, packet, channel);

    public void Flush() => _server.Flush();

    public void Dispose() => _server.Dispose();
}
