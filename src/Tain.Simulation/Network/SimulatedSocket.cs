using System.Net;
using Tain.Transports;

namespace Tain.Simulation;

/// <summary>A datagram socket of a simulated host. What has arrived waits here, in no more bytes than a system would keep for it.</summary>
internal sealed class SimulatedSocket : IDatagramSocket
{
    // What Linux gives a socket that asks for nothing (net.core.rmem_default).
    private const int DefaultReceiveBufferBytes = 212_992;

    private readonly SimulatedNetwork _network;
    private readonly SimulatedHost _host;
    private readonly SimulatedAddress? _remote;
    private readonly int _receiveBufferBytes;
    private readonly Queue<Flight> _arrived = new();
    private int _arrivedBytes;
    private bool _isDisposed;

    public SimulatedSocket(SimulatedNetwork network, SimulatedHost host, ushort port, SimulatedAddress? remote, DatagramSocketOptions options)
    {
        _network = network;
        _host = host;
        _remote = remote;
        _receiveBufferBytes = options.ReceiveBufferBytes > 0 ? options.ReceiveBufferBytes : DefaultReceiveBufferBytes;
        Port = port;

        // As on a machine behind a router, a rebinding changes what others see, not what the socket knows of itself.
        LocalEndPoint = Address.ToEndPoint();
    }

    public EndPoint? LocalEndPoint { get; }

    public ushort Port { get; }

    public SimulatedHost Host => _host;

    public SimulatedAddress Address => new(_host.Ip, Port);

    public bool IsListening => _remote is null;

    public DatagramResult Receive(Span<byte> buffer, SocketAddress from, out int bytes)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        _network.DeliverArrivals();
        bytes = 0;
        if (!_arrived.TryDequeue(out Flight? flight)) return DatagramResult.Empty;

        _arrivedBytes -= flight.Length;
        DatagramResult result = ResultOf(flight, buffer.Length);
        if (result == DatagramResult.Datagram)
        {
            bytes = flight.Length;
            flight.Bytes[..bytes].CopyTo(buffer);
            flight.From.WriteTo(from);
        }
        _network.Return(flight);
        return result;
    }

    public void Send(ReadOnlySpan<byte> datagram, SocketAddress to)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        _network.Send(this, datagram, _network.Redirect(SimulatedAddress.Of(to)));
    }

    public void Flush()
    {
    }

    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        _host.Remove(this);
        while (_arrived.TryDequeue(out Flight? flight)) _network.Return(flight);
    }

    private static DatagramResult ResultOf(Flight flight, int room)
    {
        if (flight.IsUnreachableNotice) return DatagramResult.Unreachable;
        return flight.Length > room ? DatagramResult.Oversized : DatagramResult.Datagram;
    }

    // False when the socket does not want it: it talks to another peer only, or its buffer is full. Then the flight stays the caller's.
    public bool TryAccept(Flight flight)
    {
        if (_remote is { } remote && remote != flight.From) return false;
        if (_arrivedBytes + flight.Length > _receiveBufferBytes) return false;
        _arrivedBytes += flight.Length;
        _arrived.Enqueue(flight);
        return true;
    }
}
