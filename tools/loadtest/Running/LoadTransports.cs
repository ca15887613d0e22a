using Tain.Transports;

namespace Tain.LoadTest;

/// <summary>The transport that an address asks for, by its scheme.</summary>
internal static class LoadTransports
{
    /// <summary>The schemes, for people.</summary>
    public const string Schemes = "kcp, tcp, ws, wss, enet, litenet";

    private const int MaxConnections = 100_000;
    private const int EnetMaxConnections = 3_800;      // its peer numbers have 12 bits, and half-open ones need some

    // A client has one peer and little to buffer; Mirror's 7 MB for each of thousands would only be a number.
    private const int ClientBufferBytes = 256 * 1024;
    private const int ServerBufferBytes = 16 * 1024 * 1024;

    /// <summary>The address as the transport itself spells it: <c>tcp</c> is <c>tcp4</c> in Mirror's addresses.</summary>
    public static Uri Normalize(Uri server) => server.Scheme == "tcp" ? new UriBuilder(server) { Scheme = "tcp4" }.Uri : server;

    /// <summary>Clients' side.</summary>
    /// <param name="server">The address.</param>
    /// <param name="encrypted">Whether Mirror's EncryptionTransport is around it. Any server's key is taken.</param>
    /// <param name="sockets">What carries datagrams, where there are any.</param>
    /// <exception cref="ArgumentException">The scheme is unknown.</exception>
    public static Transport ForClients(Uri server, bool encrypted, DatagramSocketFactory sockets)
    {
        Transport inner = server.Scheme switch
        {
            "kcp" => new KcpTransport { Sockets = sockets, DualMode = false, ReceiveBufferBytes = ClientBufferBytes, SendBufferBytes = ClientBufferBytes },
            "tcp" or "tcp4" => new TcpTransport(),
            "ws" or "wss" => new WebSocketClientTransport { UseTls = server.Scheme == "wss", Path = server.AbsolutePath },
            "enet" => new EnetTransport(),
            "litenet" => new LiteNetLibTransport { Sockets = sockets, ReceiveBufferBytes = ClientBufferBytes, SendBufferBytes = ClientBufferBytes },
            _ => throw new ArgumentException($"No transport is known by '{server.Scheme}'; there are {Schemes}."),
        };
        return encrypted ? new EncryptionTransport(inner) { AcceptAnyServer = true } : inner;
    }

    /// <summary>The built-in server's side. All clients have one address in a load test, so there is no limit per address.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="port">The port; 0 lets the system choose.</param>
    /// <param name="encrypted">Whether Mirror's EncryptionTransport is around it.</param>
    /// <param name="meters">Where the transport counts.</param>
    /// <exception cref="ArgumentException">The scheme is unknown, or its server needs more than an address.</exception>
    public static Transport ForServer(string scheme, ushort port, bool encrypted, System.Diagnostics.Metrics.IMeterFactory meters)
    {
        Transport inner = scheme switch
        {
            "kcp" => new KcpTransport
            {
                Port = port,
                Meters = meters,
                MaxConnections = MaxConnections,
                MaxConnectionsPerAddress = 0,
                MaxHalfOpenPerSource = MaxConnections,
                MaxHalfOpenConnections = MaxConnections,
                ReceiveBufferBytes = ServerBufferBytes,
                SendBufferBytes = ServerBufferBytes,
            },
            "tcp" or "tcp4" => new TcpTransport { Port = port, Meters = meters, MaxConnections = MaxConnections, MaxConnectionsPerAddress = MaxConnections },
            "ws" => new WebSocketTransport { Port = port, Meters = meters, MaxConnections = MaxConnections, MaxConnectionsPerAddress = MaxConnections },
            "enet" => new EnetTransport { Port = port, Meters = meters, MaxConnections = EnetMaxConnections, MaxConnectionsPerAddress = EnetMaxConnections },
            "litenet" => new LiteNetLibTransport { Port = port, Meters = meters, MaxConnections = MaxConnections, MaxConnectionsPerAddress = MaxConnections, MaxHalfOpenPerSource = MaxConnections },
            _ => throw new ArgumentException($"The built-in server cannot be reached by '{scheme}'; choose one of kcp, tcp, ws, enet, litenet."),
        };
        return encrypted ? new EncryptionTransport(inner) { MaxKeyExchangesPerSecond = MaxConnections } : inner;
    }
}
