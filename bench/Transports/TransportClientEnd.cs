using Tain.Transports;

namespace Tain.Bench;

/// <summary>A client.</summary>
internal sealed class TransportClientEnd : IEnd
{
    private readonly TransportClient _client;

    public TransportClientEnd(Transport transport, ushort port)
    {
        Port = port;
        _client = transport.CreateClient();
        _client.Connect(new Uri($"{transport.Scheme}://127.0.0.1:{port}"));
    }

    public ushort Port { get; }

    public bool IsConnected => _client.IsConnected;

    public int Receive(ref Note last)
    {
        int packets = 0;
        while (_client.TryReceive(out TransportEvent received))
        {
            if (received.Kind == TransportEventKind.Error) Console.Error.WriteLine($"sender: {received.ErrorCode} {received.Text}");
            if (received.Kind != TransportEventKind.Data) continue;
            last.Read(received.Data);
            packets++;
        }
        return packets;
    }

    public void Send(ReadOnlySpan<byte> packet, Channel channel) => _client.Send(packet, channel);

    public void Flush() => _client.Flush();

    public void Dispose() => _client.Dispose();
}
