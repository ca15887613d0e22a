using System.Buffers.Binary;
using Microsoft.Extensions.Logging;
using Tain.Transports.Contract;
using Tain.Transports.Kit;

namespace Tain.Transports.Tcp;

/// <summary>A started TCP server with a log book and a clock that a test moves, and raw sockets that speak to it.</summary>
internal sealed class TcpRig : IDisposable
{
    private readonly TcpSubject _subject;

    public TcpRig(Func<ILoggerFactory, TimeProvider, TcpTransport>? create = null)
    {
        create ??= (log, clock) => new TcpTransport { Port = 0, LoggerFactory = log, TimeProvider = clock };
        _subject = new TcpSubject(create(Log, Clock));
        Bench = TransportBench.Started(_subject);
    }

    public LogBook Log { get; } = new();

    public ManualClock Clock { get; } = new();

    public TransportBench Bench { get; }

    public ServerProbe Server => Bench.Server;

    public int Port => Server.Server.Uri.Port;

    /// <summary>A message as it stands on the wire.</summary>
    public static byte[] Frame(params byte[] message)
    {
        byte[] frame = new byte[4 + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, message.Length);
        message.CopyTo(frame, 4);
        return frame;
    }

    /// <summary>A raw socket that the server has reported as connected.</summary>
    public RawPeer Join(out int connectionId)
    {
        int before = Server.Connected.Count();
        RawPeer peer = RawPeer.Connect(Port);
        Bench.WaitUntil(() => Server.Connected.Count() > before, "the server reports the connection");
        connectionId = Server.Connected.Last();
        return peer;
    }

    /// <summary>Waits until one connection has ended with an error, and makes sure that another client noticed nothing.</summary>
    public PulledEvent AwaitErrorOf(int connectionId, ClientProbe other)
    {
        Bench.WaitUntil(() => Server.Of(TransportEventKind.Disconnected).Any(pulled => pulled.ConnectionId == connectionId), "the bad peer is disconnected");
        Bench.Settle(other);
        Assert.Single(Server.Of(TransportEventKind.Disconnected));
        return Assert.Single(Server.Of(TransportEventKind.Error));
    }

    /// <summary>Waits until a raw socket sees the end of its stream.</summary>
    public void AwaitClosed(RawPeer peer) => Bench.WaitUntil(
        () =>
        {
            peer.Pump();
            return peer.IsClosed;
        },
        "the stream is closed");

    public void Dispose()
    {
        Bench.Dispose();
        _subject.Dispose();
    }
}
