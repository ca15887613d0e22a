using System.Net;

namespace Tain.Transports;

/// <summary>How a client of a datagram transport finds its server: the address it is given, the look-up of the host name, the socket. What is said over the socket is its own.</summary>
/// <param name="scheme">Of the addresses that are its transport's.</param>
/// <param name="sockets">Resolve names and open the socket.</param>
/// <param name="socketOptions">For the socket.</param>
/// <param name="defaultPort">The port where an address names none.</param>
/// <param name="lookupTimeoutMs">When a look-up is given up.</param>
/// <param name="timeProvider">The clock.</param>
internal abstract class DatagramClient(string scheme, DatagramSocketFactory sockets, DatagramSocketOptions socketOptions, int defaultPort, int lookupTimeoutMs, TimeProvider timeProvider)
    : TransportClient
{
    private DatagramHostLookup? _lookup;

    /// <summary>The clock of this client.</summary>
    protected TickClock Clock { get; } = new(timeProvider);

    /// <summary>Events of attempts that never got as far as a socket.</summary>
    protected TransportEventQueue Events { get; } = new();

    /// <summary>Whether there is a socket, whatever the state of the connection over it.</summary>
    protected abstract bool HasSocket { get; }

    public sealed override void Connect(string address)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(address);
        Begin(address, defaultPort);
    }

    public sealed override void Connect(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (uri.Scheme != scheme)
            throw new ArgumentException($"The address {uri} has not the scheme of this transport; use {scheme}://host:port.", nameof(uri));
        Begin(uri.DnsSafeHost, uri.Port is > 0 and <= ushort.MaxValue ? uri.Port : defaultPort);
    }

    public sealed override void Disconnect()
    {
        if (_lookup is { } lookup)
        {
            _lookup = null;
            lookup.Dispose();
            Events.AddDisconnected(0);
        }
        Close();
    }

    /// <summary>Begins the conversation.</summary>
    /// <param name="server">Where the server is.</param>
    /// <param name="socket">Open towards it; the receiver disposes it.</param>
    protected abstract void Begin(EndPoint server, IDatagramSocket socket);

    /// <summary>Ends the conversation, if there is one.</summary>
    protected abstract void Close();

    /// <summary>Looks whether the host name is resolved; to be called once per tick.</summary>
    protected void ContinueLookup()
    {
        if (_lookup is not { } lookup || !lookup.TryFinish(Clock.NowMs, out EndPoint? server, out string? problem)) return;
        _lookup = null;
        lookup.Dispose();
        if (server is null) Fail(TransportError.DnsResolve, problem ?? "");
        else Open(server);
    }

    private void Begin(string host, int port)
    {
        if (HasSocket || _lookup is not null) throw new InvalidOperationException("The client is connected or connecting; call Disconnect first.");
        Events.Clear();
        _lookup = new DatagramHostLookup(sockets, host, port, Clock.NowMs, lookupTimeoutMs);
        ContinueLookup();
    }

    private void Open(EndPoint server)
    {
        IDatagramSocket socket;
        try
        {
            socket = sockets.Open(server, socketOptions);
        }
        catch (InvalidOperationException problem)
        {
            Fail(TransportError.Unexpected, problem.Message);
            return;
        }
        Begin(server, socket);
    }

    private void Fail(TransportError error, string reason)
    {
        Events.AddError(0, error, reason);
        Events.AddDisconnected(0);
    }
}
