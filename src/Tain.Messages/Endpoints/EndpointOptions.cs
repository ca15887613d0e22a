using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Tain.Messages;

/// <summary>What servers and clients have in common. Set once; the endpoint reads it.</summary>
public class EndpointOptions
{
    /// <summary>The only source of time; the system's unless a simulation or a test gives another.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Clocks that somebody else owns and begins each frame of, for example a host that shares them. Null: the endpoint makes its own.</summary>
    public NetworkTime? Time { get; init; }

    /// <summary>Where the endpoint logs; nowhere unless given.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>What readers of messages may need to look things up in, see <see cref="NetworkReader.Context"/>.</summary>
    public object? ReaderContext { get; init; }

    /// <summary>How many time snapshots the other side sends per second. Both sides are set alike; it does not travel.</summary>
    public int SendRate { get; init; } = 60;

    /// <summary>How far behind the other side's clock its timeline is shown.</summary>
    public SnapshotInterpolationSettings SnapshotSettings { get; init; } = new();

    /// <summary>Whether bad messages and throwing handlers disconnect, see <see cref="MessageEndpoint{TConnection}.ExceptionsDisconnect"/>.</summary>
    public bool ExceptionsDisconnect { get; init; } = true;

    /// <summary>
    /// True: connections count as authenticated at once, for games without log-in. False: until somebody sets <see cref="NetworkConnection.isAuthenticated"/>,
    /// a message disconnects unless its handler was registered without authentication.
    /// </summary>
    public bool AuthenticateOnConnect { get; init; } = true;

    /// <summary>
    /// How much one connection may have waiting to be handled, in bytes: while handling is paused, or while more comes than a tick handles. A reliable packet that does not fit
    /// disconnects; an unreliable one is dropped, already when half of this is taken, so that state which is sent again anyway does not use up the room of what is not.
    /// </summary>
    public int MaxQueuedReceiveBytes { get; init; } = Unbatcher.DefaultMaxQueuedBytes;

    /// <summary>How much one connection and channel may have waiting for the next flush, in bytes. More disconnects it with that flush. It must hold a whole world for a new player.</summary>
    public int MaxQueuedSendBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Limits of messages that travel in parts.</summary>
    public LargeMessageOptions LargeMessages { get; init; } = new();

    /// <summary>
    /// Whether numbers of large messages go on from the clock instead of beginning at 1: for servers of worlds that have one clock and between which a client moves on one connection.
    /// </summary>
    public bool LargeTransfersFollowClock { get; init; }

    /// <summary>
    /// Whether pings go in packets that are sent anyway: each waits for the next unreliable packet to the peer, which as a rule is the answer to the peer's own ping, for one
    /// (on a server one and a half) more <see cref="NetworkTime.PingInterval"/> at most. Where one side does so, its pings come about as often as without, and cost no packets of
    /// their own. Where both do, each pings every second interval (on ways of more than three quarters of an interval as often as an answer comes), and both measure with three
    /// packets.
    /// </summary>
    public bool PingsRideAlong { get; init; }

    /// <summary>
    /// How many pings per second of one peer are answered in the long run, with a second's worth at once; 0 is no limit. More are ignored and counted. They need no
    /// authentication, and each costs an answer. A stock peer sends ten.
    /// </summary>
    public int MaxPingsPerSecond { get; init; } = 50;

    /// <summary>
    /// How many time snapshots per second of one peer are looked at in the long run, with a second's worth at once; 0 is no limit. More are ignored and counted. A stock peer
    /// sends as many as its send rate.
    /// </summary>
    public int MaxTimeSnapshotsPerSecond { get; init; } = 500;

    /// <summary>
    /// How many messages per second a peer may send in the long run, with a second's worth at once; 0 is no limit, as on a client unless told otherwise (for servers see
    /// <see cref="MessageServerOptions"/>). More disconnects it. A part of a large message counts as one.
    /// </summary>
    public int MaxMessagesPerSecond { get; init; }

    /// <summary>What is handled of a connection in one Receive.</summary>
    internal virtual TickShare CreateShare() => new(messagesPerTick: 0, patienceSeconds: 0, TimeProvider);
}
