using System.Buffers.Binary;
using System.Net;

namespace Tain.Transports.LiteNetLib;

/// <summary>An endpoint whose datagrams the test writes itself, as somebody else's implementation would.</summary>
internal sealed class RawLiteNetPeer
{
    private readonly LiteNetTable _table;
    private readonly IDatagramSocket _socket;
    private readonly byte[] _buffer = new byte[2_048];
    private readonly SocketAddress _from = DatagramAddress.CreateEmpty();

    public RawLiteNetPeer(LiteNetTable table, int number, int port)
    {
        _table = table;
        var address = new IPEndPoint(new IPAddress([10, 2, (byte)(number >> 8), (byte)number]), port);
        _socket = table.Wire.AddAt(address);
        Address = address.Serialize();
    }

    public SocketAddress Address { get; }

    /// <summary>The connection's id at the server.</summary>
    public int ServerId { get; private set; }

    public void Send(params byte[] datagram) => _table.Inject(datagram, Address);

    /// <summary>Sends over the wire with its delay and its losses.</summary>
    public void SendOverTheLine(byte[] datagram) => _socket.Send(datagram, _table.ServerAddress);

    /// <summary>What has arrived since the last look.</summary>
    public List<byte[]> Take()
    {
        List<byte[]> taken = [];
        while (_socket.Receive(_buffer, _from, out int bytes) == DatagramResult.Datagram) taken.Add(_buffer[..bytes]);
        return taken;
    }

    /// <summary>What has arrived that is not the server's pings or probes.</summary>
    public List<byte[]> TakeBesidesPings() => [.. Take().Where(datagram => (datagram[0] & 0x1f) is not (3 or 9))];

    /// <summary>The whole handshake, by hand.</summary>
    public RawLiteNetPeer Connect(long connectTime = 1)
    {
        int before = _table.Server.Connected.Count();
        Send(LiteNetTable.Request(connectTime));
        _table.RunMs(50);
        byte[] ping = Take().Last(datagram => datagram[0] == 3);
        Send(LiteNetTable.Pong(BinaryPrimitives.ReadUInt16LittleEndian(ping.AsSpan(1))));
        _table.Step();
        Assert.Equal(before + 1, _table.Server.Connected.Count());
        ServerId = _table.Server.Connected.Last();
        Take();
        return this;
    }

    /// <summary>Answers pings, so that the connection does not fall silent.</summary>
    public void AnswerPings()
    {
        foreach (byte[] datagram in Take())
        {
            if (datagram[0] == 3) Send(LiteNetTable.Pong(BinaryPrimitives.ReadUInt16LittleEndian(datagram.AsSpan(1))));
        }
    }
}
