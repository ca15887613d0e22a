using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Tain.Transports;

/// <summary>
/// Datagrams through a relay, in Edgegap's packet layout: game server and players both only talk to the relay, so neither needs an open port.
/// Put it under KCP: <c>new KcpTransport { Sockets = new RelaySocketFactory { ... } }</c>, or use <see cref="RelayTransport"/>, which does that.
/// </summary>
/// <remarks>
/// The relay is the only peer: the port that a server binds and the address that a client connects to are not used. A player's address is not known at the server;
/// it reads as <c>0.0.0.0</c>. The numbers that open the relay travel in clear; put the encryption transport on top where that matters.
/// </remarks>
public sealed class RelaySocketFactory : DatagramSocketFactory
{
    private RelayLink? _lastLink;

    /// <summary>The relay's host name or address. Default 127.0.0.1.</summary>
    public string RelayHost { get; init; } = "127.0.0.1";

    /// <summary>The relay's UDP port for game servers, 1 to 65535. Default 8888.</summary>
    public ushort ServerPort { get; init; } = 8_888;

    /// <summary>The relay's UDP port for players, 1 to 65535. Default 9999.</summary>
    public ushort ClientPort { get; init; } = 9_999;

    /// <summary>The number that the session's owner gave this user. Default 11111111, as in Mirror, for trying things out.</summary>
    public uint UserId { get; init; } = 11_111_111;

    /// <summary>The session's number. Default 22222222, as in Mirror, for trying things out.</summary>
    public uint SessionId { get; init; } = 22_222_222;

    /// <summary>How often the relay is pinged: by a server once it listens, by a client once something came through. 50 ms to one minute; default 0.5 s.</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>What carries the datagrams to the relay. Default: UDP.</summary>
    public DatagramSocketFactory Inner { get; init; } = UdpSocketFactory.Instance;

    /// <summary>The clock of the pings; they leave in a tick's flush.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where a change of the relay's state is logged; nowhere unless given.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Where the instruments <c>tain.relay.pings</c> and <c>tain.relay.ignored</c> are made; null, the default: none are.</summary>
    public IMeterFactory? Meters { get; init; }

    /// <summary>The largest header in front of a datagram, 13 bytes; so KCP's datagrams have 1187 bytes by default. Both sides reserve it, as the reference does.</summary>
    public override int OverheadBytes => RelayWire.OverheadBytes;

    /// <summary>What the relay last said to the socket that this factory opened last. Give each endpoint a factory of its own to tell them apart.</summary>
    public RelayState State => _lastLink?.State ?? RelayState.Disconnected;

    /// <summary>Opens the game server's line to the relay. A host name is looked up before the call returns; an address needs no time.</summary>
    /// <param name="port">Not used: players come through the relay.</param>
    /// <param name="options">Buffer sizes.</param>
    /// <returns>A socket, owned by the caller.</returns>
    /// <exception cref="InvalidOperationException">The relay's name is unknown, or no socket can be opened; the message says why.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public override IDatagramSocket Bind(ushort port, DatagramSocketOptions options)
    {
        Validate();
        EndPoint relay = ResolveNow();
        return new RelayServerSocket(OpenLink(relay, options));
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public override IDatagramSocket Open(EndPoint remote, DatagramSocketOptions options)
    {
        ArgumentNullException.ThrowIfNull(remote);
        Validate();
        return new RelayClientSocket(OpenLink(remote, options), remote.Serialize());
    }

    /// <summary>The relay's address, whatever host is asked for: the session says which server it is.</summary>
    /// <param name="host">Not used.</param>
    /// <param name="port">Not used.</param>
    /// <param name="cancellation">Ends the look-up.</param>
    /// <returns>The relay's address for players.</returns>
    /// <exception cref="SocketException">The relay's name is unknown.</exception>
    public override ValueTask<EndPoint> ResolveAsync(string host, int port, CancellationToken cancellation) => Inner.ResolveAsync(RelayHost, ClientPort, cancellation);

    internal void Validate()
    {
        if (string.IsNullOrWhiteSpace(RelayHost)) throw new ArgumentException("RelaySocketFactory.RelayHost must be a host name or an address.", nameof(RelayHost));
        if (ServerPort == 0) throw new ArgumentOutOfRangeException(nameof(ServerPort), ServerPort, "RelaySocketFactory.ServerPort must be 1 to 65535.");
        if (ClientPort == 0) throw new ArgumentOutOfRangeException(nameof(ClientPort), ClientPort, "RelaySocketFactory.ClientPort must be 1 to 65535.");
        if (PingInterval < TimeSpan.FromMilliseconds(50) || PingInterval > TimeSpan.FromMinutes(1))
            throw new ArgumentOutOfRangeException(nameof(PingInterval), PingInterval, "RelaySocketFactory.PingInterval must be 50 ms to one minute.");
    }

    private RelayLink OpenLink(EndPoint relay, DatagramSocketOptions options) => _lastLink = new RelayLink(Inner.Open(relay, options), relay, this);

    private EndPoint ResolveNow()
    {
        try
        {
            return Inner.ResolveAsync(RelayHost, ServerPort, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        }
        catch (SocketException problem)
        {
            throw new InvalidOperationException($"The relay's host name '{RelayHost}' cannot be resolved: {problem.Message}", problem);
        }
    }
}
