using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using Tain.Transports.Contract;
using Tain.Transports.Kit;
using Tain.Transports.WebSockets;

namespace Tain.Transports.Proxies;

/// <summary>What matters of the contract, through proxies as people run them: TLS ends at the proxy, the server behind it speaks plain WebSocket.</summary>
public sealed class BehindAProxyTests : IDisposable
{
    private const string Path = "/play";

    // The proxies' timeout is 3 s in the tests of it, and whole seconds to some.
    private static readonly TimeSpan s_toleratedStall = TimeSpan.FromSeconds(1);

    private readonly TestAuthority _authority = new();
    private readonly IPNetwork _proxies = IPNetwork.Parse("127.0.0.1/32");

    [Theory]
    [Proxy("nginx")]
    [Proxy("haproxy")]
    [Proxy("apache2")]
    [Proxy("caddy")]
    public void PacketsOfAnySizePassBothWaysInOrder(string name)
    {
        using var proxy = ReverseProxy.Start(name, _authority);
        const int Largest = 4 * 1024 * 1024;
        using TransportBench bench = Start(proxy, new WebSocketTransport { Port = proxy.BackendPort, Path = Path, ListenAddress = IPAddress.Loopback, MaxMessageBytes = Largest, MaxSendQueueBytes = 16 * Largest });
        ClientProbe client = Join(bench, proxy, new WebSocketClientTransport { TrustedRoots = [_authority.Root], MaxMessageBytes = Largest, MaxSendQueueBytes = 16 * Largest });
        byte[][] packets = [.. new[] { 1, 2, 125, 126, 1000, 16_384, 65_535, 65_536, Largest, 3 }.Select((size, i) => Packet(i, size)), .. Enumerable.Range(0, 200).Select(i => Packet(i, 1 + (i * 7)))];

        foreach (byte[] packet in packets)
        {
            Assert.True(client.Client.Send(packet, Channel.Reliable));
            Assert.True(bench.Server.Server.Send(client.ServerId, packet, Channel.Reliable));
            bench.Tick();
        }
        bench.WaitUntil(() => client.Data.Count() == packets.Length && bench.Server.Of(TransportEventKind.Data).Count() == packets.Length, $"all packets are through {name}: {proxy.Output}");

        AssertSame(packets, client.Data);
        AssertSame(packets, bench.Server.Of(TransportEventKind.Data));
    }

    [Theory]
    [Proxy("nginx")]
    [Proxy("haproxy")]
    [Proxy("apache2")]
    [Proxy("caddy")]
    public void AnEndOnEitherSideIsSeenOnTheOther(string name)
    {
        using var proxy = ReverseProxy.Start(name, _authority);
        using TransportBench bench = Start(proxy);
        ClientProbe leaving = Join(bench, proxy), kicked = Join(bench, proxy), staying = Join(bench, proxy);

        leaving.Client.Disconnect();
        bench.WaitUntil(() => Ended(bench, leaving), $"the server sees through {name} that a client left");
        Assert.True(bench.Server.Server.Send(kicked.ServerId, [1, 2, 3], Channel.Reliable));
        bench.Server.Server.Disconnect(kicked.ServerId);
        bench.WaitUntil(() => kicked.Of(TransportEventKind.Disconnected).Any(), $"the client sees through {name} that it was thrown out");
        bench.Settle(staying);

        Assert.Equal([1, 2, 3], kicked.Data.Single().Data);   // said before the end, and heard
        Assert.Equal(2, bench.Server.Of(TransportEventKind.Disconnected).Count());
        Assert.Empty(bench.Server.Of(TransportEventKind.Error));
    }

    [Theory]
    [Proxy("nginx")]
    [Proxy("haproxy")]
    [Proxy("apache2")]
    [Proxy("caddy")]
    public void AServerThatIsDownOrStopsAndAProxyThatDiesEndConnectionsSoon(string name)
    {
        using var proxy = ReverseProxy.Start(name, _authority);
        using (ClientProbe early = Connect(proxy))
        {
            Wait(early, () => early.Of(TransportEventKind.Disconnected).Any(), "the attempt at a server that is down ends");
            Assert.Equal((TransportEventKind.Error, TransportError.Refused), (early.Events[0].Kind, early.Events[0].ErrorCode));
        }

        using TransportBench bench = Start(proxy);
        ClientProbe client = Join(bench, proxy);
        bench.Settle(client);
        bench.Server.Server.Stop();
        bench.WaitUntil(() => client.Of(TransportEventKind.Disconnected).Any(), "the client sees that the server stopped");
        bench.Server.Server.Start();
        ClientProbe again = Join(bench, proxy);
        bench.Settle(again);

        proxy.Kill();
        bench.WaitUntil(() => again.Of(TransportEventKind.Disconnected).Any() && Ended(bench, again), "both sides see that the proxy died");
    }

    [Theory]
    [Proxy("nginx")]
    [Proxy("haproxy")]
    [Proxy("apache2")]
    [Proxy("caddy")]
    [Trait("Attack", "W-05")]
    public async Task TheClientsAddressIsTheRealOneWhateverItClaims(string name)
    {
        using var proxy = ReverseProxy.Start(name, _authority);
        using TransportBench bench = Start(proxy);

        foreach ((string from, string? claim) in ((string, string?)[])[("127.0.0.2", null), ("127.0.0.3", "198.51.100.66"), ("127.0.0.4", "127.0.0.1"), ("::1", "2001:db8::66, 127.0.0.1")])
        {
            int before = bench.Server.Connected.Count();
            using ClientWebSocket client = await ConnectFromAsync(proxy, from, claim);
            bench.WaitUntil(() => bench.Server.Connected.Count() > before, $"the client is through {name}");
            Assert.Equal(from, bench.Server.Server.GetAddress(bench.Server.Connected.Last()));
        }
    }

    [Theory]
    [Proxy("nginx")]
    [Proxy("haproxy")]
    [Trait("Attack", "W-05")]
    public async Task AProxyThatIsNotTrustedSpeaksForItselfOnly(string name)
    {
        using var proxy = ReverseProxy.Start(name, _authority);
        using TransportBench bench = Start(proxy, new WebSocketTransport { Port = proxy.BackendPort, Path = Path, ListenAddress = IPAddress.Loopback });
        using ClientWebSocket client = await ConnectFromAsync(proxy, "127.0.0.2", "198.51.100.66");
        bench.WaitUntil(() => bench.Server.Connected.Any(), $"the client is through {name}");
        Assert.Equal("127.0.0.1", bench.Server.Server.GetAddress(bench.Server.Connected.Single()));
    }

    [Theory]
    [Proxy("nginx")]
    [Proxy("haproxy")]
    [Proxy("apache2")]
    public void ATimeoutOfTheProxyEndsTheSilentAndSparesThosePlaying(string name) => StallWatch.Run(s_toleratedStall, () =>
    {
        // The default of 60 s, short enough for a test.
        using var proxy = ReverseProxy.Start(name, _authority, recipe => recipe
            .Replace("proxy_read_timeout 1h;", "proxy_read_timeout 3s;", StringComparison.Ordinal)
            .Replace("timeout tunnel 1h", "timeout tunnel 3s", StringComparison.Ordinal)
            .Replace("timeout=3600", "timeout=3", StringComparison.Ordinal));
        using TransportBench bench = Start(proxy);
        ClientProbe silent = Join(bench, proxy), playing = Join(bench, proxy);
        bench.Server.OnData = pulled => bench.Server.Server.Send(pulled.ConnectionId, pulled.Data, Channel.Reliable);

        long begun = TimeProvider.System.GetTimestamp();
        long sentAt = begun;
        bench.WaitUntil(
            () =>
            {
                // As Mirror's and Tain's pings do, which are answered.
                if (TimeProvider.System.GetElapsedTime(sentAt) > TimeSpan.FromMilliseconds(300))
                {
                    sentAt = TimeProvider.System.GetTimestamp();
                    Assert.True(playing.Client.Send([7], Channel.Reliable));
                }
                return TimeProvider.System.GetElapsedTime(begun) > TimeSpan.FromSeconds(6) && silent.Of(TransportEventKind.Disconnected).Any() && Ended(bench, silent);
            },
            $"{name} ends the silent connection, and both sides see it");

        Assert.True(playing.Client.IsConnected);
        bench.Server.OnData = null;
        bench.Settle(playing);
        Assert.Single(bench.Server.Of(TransportEventKind.Disconnected));
    });

    [Theory]
    [Proxy("nginx")]
    [Proxy("haproxy")]
    public void ServersPingsKeepASilentTabConnected(string name) => StallWatch.Run(s_toleratedStall, () =>
    {
        using var proxy = ReverseProxy.Start(name, _authority, recipe => recipe
            .Replace("proxy_read_timeout 1h;", "proxy_read_timeout 3s;", StringComparison.Ordinal)
            .Replace("timeout tunnel 1h", "timeout tunnel 3s", StringComparison.Ordinal));
        using TransportBench bench = Start(proxy, new WebSocketTransport
        {
            Port = proxy.BackendPort,
            Path = Path,
            ListenAddress = IPAddress.Loopback,
            KeepAliveInterval = TimeSpan.FromMilliseconds(200),
        });
        ClientProbe silent = Join(bench, proxy);
        long begun = TimeProvider.System.GetTimestamp();
        bench.WaitUntil(() => TimeProvider.System.GetElapsedTime(begun) > TimeSpan.FromSeconds(6) || !silent.Client.IsConnected || Ended(bench, silent), "twice the timeout passes");
        Assert.True(silent.Client.IsConnected && !Ended(bench, silent), $"{string.Join("; ", silent.Events)} {string.Join("; ", bench.Server.Events)}\n{proxy.Output}");
        bench.Settle(silent);
        Assert.Empty(bench.Server.Of(TransportEventKind.Disconnected));
    });

    public void Dispose() => _authority.Dispose();

    private TransportBench Start(ReverseProxy proxy, WebSocketTransport? transport = null) => TransportBench.Started(new WebSocketSubject(
        transport ?? new WebSocketTransport { Port = proxy.BackendPort, Path = Path, ListenAddress = IPAddress.Loopback, TrustedProxies = [_proxies] }));

    private ClientProbe Connect(ReverseProxy proxy, WebSocketClientTransport? transport = null)
    {
        var client = new ClientProbe((transport ?? new WebSocketClientTransport { TrustedRoots = [_authority.Root] }).CreateClient());
        client.Client.Connect(new Uri($"wss://localhost:{proxy.Port}{Path}"));
        return client;
    }

    private ClientProbe Join(TransportBench bench, ReverseProxy proxy, WebSocketClientTransport? transport = null)
    {
        int before = bench.Server.Connected.Count();
        ClientProbe client = Connect(proxy, transport);
        bench.Ticked.Add(client);
        bench.WaitUntil(() => client.Events.Count > 0 && (bench.Server.Connected.Count() > before || !client.Client.IsConnected), "the client is through the proxy");
        Assert.True(client.Client.IsConnected, $"{string.Join("; ", client.Events)}\n{proxy.Output}");
        client.ServerId = bench.Server.Connected.Last();
        return client;
    }

    // From one of this machine's addresses, with a header that claims another.
    private async Task<ClientWebSocket> ConnectFromAsync(ReverseProxy proxy, string from, string? claim)
    {
        var address = IPAddress.Parse(from);
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(address, 0));
                await socket.ConnectAsync(address.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Loopback : IPAddress.IPv6Loopback, proxy.Port, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { _authority.Root },
            RevocationMode = X509RevocationMode.NoCheck,
        };
        var client = new ClientWebSocket();
        if (claim != null) client.Options.SetRequestHeader("X-Forwarded-For", claim);
        await client.ConnectAsync(new Uri($"wss://localhost:{proxy.Port}{Path}"), new HttpMessageInvoker(handler), CancellationToken.None);
        return client;
    }

    private static bool Ended(TransportBench bench, ClientProbe client) => bench.Server.Of(TransportEventKind.Disconnected).Any(pulled => pulled.ConnectionId == client.ServerId);

    private static void Wait(ClientProbe client, Func<bool> condition, string expectation)
    {
        using var subject = new WebSocketSubject();
        subject.BeginWait();
        while (!condition())
        {
            client.Tick();
            Assert.True(subject.Step(), $"Waited in vain until {expectation}; the client saw {string.Join("; ", client.Events.TakeLast(3))}.");
        }
    }

    private static byte[] Packet(int seed, int size)
    {
        byte[] packet = new byte[size];
        new Random(seed).NextBytes(packet);
        return packet;
    }

    private static void AssertSame(byte[][] expected, IEnumerable<PulledEvent> actual)
    {
        byte[][] received = [.. actual.Select(pulled => pulled.Data)];
        Assert.Equal(expected.Length, received.Length);
        for (int i = 0; i < expected.Length; i++) Assert.True(expected[i].AsSpan().SequenceEqual(received[i]), $"Packet {i} arrived changed or out of order.");
    }
}
