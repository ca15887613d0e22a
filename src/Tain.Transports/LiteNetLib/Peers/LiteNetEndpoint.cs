using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>
/// What all peers of one endpoint share: settings, the socket, scratch buffers, pooled buffers, the events not yet pulled, the time of this tick.
/// Everything is used by one thread, so one buffer of each kind serves all peers.
/// </summary>
internal sealed class LiteNetEndpoint
{
    private const int InitialMessageBytes = 2_048;

    private byte[] _message = new byte[InitialMessageBytes];

    public LiteNetEndpoint(LiteNetSettings settings, Func<uint> nextSecret, IDatagramSocket socket, ILogger logger)
    {
        Settings = settings;
        NextSecret = nextSecret;
        Socket = socket;
        Logger = logger;
        Drops = new DropCounters<LiteNetDropReason>(logger, "LiteNetLib");
        Packets = new MergedPackets(ReceiveBuffer);
    }

    public LiteNetSettings Settings { get; }

    /// <summary>Numbers that nobody can guess.</summary>
    public Func<uint> NextSecret { get; }

    public IDatagramSocket Socket { get; }

    public ILogger Logger { get; }

    public DropCounters<LiteNetDropReason> Drops { get; }

    public LiteNetBufferPool Pool { get; } = new();

    public TransportEventQueue Events { get; } = new();

    /// <summary>One datagram on its way out.</summary>
    public byte[] SendBuffer { get; } = new byte[LiteNetWire.MaxDatagramBytes];

    /// <summary>One datagram on its way in; larger than any valid one, so that one that is too long shows as such instead of being cut.</summary>
    public byte[] ReceiveBuffer { get; } = new byte[LiteNetWire.MaxDatagramBytes + 64];

    /// <summary>The packets in the receive buffer that have not had their turn.</summary>
    public MergedPackets Packets { get; }

    public long NowMs { get; set; }

    /// <summary>The wall clock as .NET ticks, for pongs and connect times.</summary>
    public long UtcTicks { get; set; }

    /// <summary>Packets sent again, by all peers that ever were.</summary>
    public long Resends { get; set; }

    /// <summary>Room for one packet that is handed out. It grows to the largest seen, which the settings bound.</summary>
    public Span<byte> MessageBuffer(int bytes)
    {
        if (_message.Length < bytes) _message = new byte[Math.Max(bytes, Math.Min(_message.Length * 2, Settings.MaxReliableBytes))];
        return _message.AsSpan(0, bytes);
    }
}
