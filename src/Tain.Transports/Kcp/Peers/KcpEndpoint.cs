using System.Net;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>What one connection may take; see <see cref="KcpTransport"/>.</summary>
/// <param name="MaxSendQueueBytes">Reliable bytes queued and under way.</param>
/// <param name="MaxReceivesPerTick">Packets handed out in one tick, per channel.</param>
internal readonly record struct KcpEndpointLimits(int MaxSendQueueBytes, int MaxReceivesPerTick);

/// <summary>
/// What all peers of one endpoint share: settings, the socket, scratch buffers, pooled segments, the events not yet pulled, the time of this tick.
/// Everything is used by one thread, so one buffer of each kind serves all peers.
/// </summary>
internal sealed class KcpEndpoint(KcpSettings settings, KcpEndpointLimits limits, IDatagramSocket socket, ILogger logger, KcpInstruments instruments)
{
    private const int InitialMessageBytes = 2_048;

    private byte[] _message = new byte[InitialMessageBytes];

    public KcpSettings Settings { get; } = settings;

    public KcpEndpointLimits Limits { get; } = limits;

    public ILogger Logger { get; } = logger;

    public KcpSegmentPool Pool { get; } = new(settings.MaxPayloadBytes);

    public TransportEventQueue Events { get; } = new();

    public DropCounters<KcpDropReason> Drops { get; } = new(logger, "KCP");

    public KcpCounters Counters { get; } = new();

    public KcpInstruments Instruments { get; } = instruments;

    public long UnsentDatagrams => socket.UnsentDatagrams;

    public EndPoint? LocalEndPoint => socket.LocalEndPoint;

    /// <summary>One datagram on its way out.</summary>
    public byte[] SendBuffer { get; } = new byte[settings.MaxDatagramBytes];

    /// <summary>One datagram on its way in; larger than any valid one, so that one that is too long shows as such instead of being cut.</summary>
    public byte[] ReceiveBuffer { get; } = new byte[settings.MaxDatagramBytes + 64];

    public long NowMs { get; set; }

    /// <summary>Counts the ticks, for what is limited per tick.</summary>
    public int Tick { get; private set; }

    public KcpEndLog Ends { get; } = new(logger);

    public void BeginTick(long nowMs)
    {
        NowMs = nowMs;
        Tick++;
        Pool.ReviewIfDue(nowMs);
    }

    /// <summary>Takes the next datagram into <see cref="ReceiveBuffer"/>.</summary>
    public DatagramResult Receive(SocketAddress from, out int bytes)
    {
        DatagramResult result = socket.Receive(ReceiveBuffer, from, out bytes);
        if (result == DatagramResult.Datagram) Counters.CountReceived(bytes);
        return result;
    }

    public void Send(ReadOnlySpan<byte> datagram, SocketAddress to)
    {
        Counters.CountSent(datagram.Length);
        socket.Send(datagram, to);
    }

    /// <summary>Brings what was sent to the network.</summary>
    public void FlushSocket() => socket.Flush();

    /// <summary>Brings what was sent to the network and closes the socket.</summary>
    public void CloseSocket()
    {
        socket.Flush();
        socket.Dispose();
    }

    /// <summary>Room for one reassembled message. It grows to the largest message seen, which the peers bound.</summary>
    public Span<byte> MessageBuffer(int bytes)
    {
        if (_message.Length < bytes)
        {
            int doubled = Math.Max(bytes, _message.Length * 2);
            _message = new byte[Math.Min(doubled, Settings.MaxReliableBytes + 1)];
        }
        return _message.AsSpan(0, bytes);
    }
}
