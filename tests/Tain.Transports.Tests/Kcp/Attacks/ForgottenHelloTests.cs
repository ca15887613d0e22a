using System.Net;
using Tain.Kit;
using Tain.Transports.Contract;
using Tain.Transports.Kit;

namespace Tain.Transports.Kcp.Attacks;

/// <summary>While forged Hellos fill all half-open places, real clients are answered from a hash and connect with their next datagram.</summary>
[Trait("Attack", "K-02")]
public class ForgottenHelloTests
{
    private const int HalfOpenPlaces = 16;
    private int _forged;

    [Fact]
    public void RealClientsConnectAndPlayWhileAFloodFillsAllPlaces()
    {
        using KcpTable table = Table();
        Flood(table);
        ClientProbe[] clients = [.. Enumerable.Range(0, 5).Select(_ => table.AddClient())];
        byte[] large = new byte[50_000];
        new Random(1).NextBytes(large);
        RunFlooded(table, 200);

        Assert.All(clients, client => Assert.True(client.Client.IsConnected));
        Assert.Equal(5, table.Server.Of(TransportEventKind.Connected).Count());
        foreach (ClientProbe client in clients) Assert.True(client.Client.Send(large, Channel.Reliable));
        foreach (int id in table.Server.Connected.ToArray())
        {
            Assert.True(table.Server.Server.Send(id, large, Channel.Reliable));
            Assert.True(table.Server.Server.Send(id, [7], Channel.Unreliable));
        }
        RunFlooded(table, 15_000);

        Assert.All(clients, client => Assert.Equal([[7], large], client.Data.Select(pulled => pulled.Data).OrderBy(data => data.Length)));
        Assert.All(table.Server.Connected, id => Assert.Equal(large, Assert.Single(table.Server.DataFrom(id)).Data));
        Assert.Empty(table.Server.Of(TransportEventKind.Disconnected));
        Assert.Equal(HalfOpenPlaces, table.Listener.HalfOpenCount);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void BehindALossyLineToo(int seed)
    {
        var random = new Random(seed);
        using KcpTable table = Table();
        Flood(table);
        table.Wire.Script = _ => random.Next(100) switch { < 30 => Fate.Lost, < 40 => Fate.Twice, var luck => new Fate(1, luck) };
        ClientProbe[] clients = [.. Enumerable.Range(0, 5).Select(_ => table.AddClient())];
        RunFlooded(table, 12_000);

        Assert.All(clients, client => Assert.True(client.Client.IsConnected));
        Assert.Equal(5, table.Listener.ConnectionCount);
        Assert.Equal(5, table.Server.Connected.Distinct().Count());
    }

    [Fact]
    public void AnAnswerCostsLessThanThreeTimesTheHelloAndLeavesNothingBehind()
    {
        using KcpTable table = Table();
        Flood(table);
        long bytes = 0;
        table.Wire.Script = datagram =>
        {
            bytes += datagram.Bytes.Length;
            return Fate.Lost;
        };
        int peers = table.Listener.HalfOpenCount;
        SocketAddress[] strangers = [.. Enumerable.Range(60_000, 100).Select(number => KcpTable.Stranger(number))];
        byte[] hello = KcpTable.Hello();
        void Round()
        {
            foreach (SocketAddress stranger in strangers) table.Inject(hello, stranger);
            table.Server.Tick();
        }
        Round();
        bytes = 0;
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int i = 0; i < 10; i++) Round();
        }));
        Assert.InRange(bytes, 1_000 * hello.Length, 1_000 * 3 * hello.Length);
        Assert.Equal(peers, table.Listener.HalfOpenCount);
        Assert.Empty(table.Server.Events);
    }

    // The answer was written with nobody's clock: its echo must not pass for a round trip of nothing, or all would be sent twice.
    [Fact]
    public void TheEchoOfAForgottenAnswerIsNotMeasured()
    {
        using KcpTable table = Table();
        Flood(table);
        ClientProbe client = table.AddClient();
        table.RunUntil(() => table.Server.Connected.Any(), 200);
        Assert.True(table.Listener.TryFind(table.Server.Connected.Single(), out KcpServerPeer? peer));
        Assert.True(peer.HasHashedCookie);
        Assert.Equal((0, 200), (peer.Core.RoundTrip.SmoothedMs, peer.Core.RoundTrip.ResendTimeoutMs));
        RunFlooded(table, 3_000);
        Assert.InRange(peer.Core.RoundTrip.SmoothedMs, 30, 60);
        Assert.True(client.Client.IsConnected);
    }

    [Fact]
    public void AHalfOpenClientCostsAFewKilobytesAndTheirNumberIsTheLimit()
    {
        using var table = new KcpTable();
        var strangers = Enumerable.Range(1, 3_000).Select(number => KcpTable.Stranger(number)).ToArray();
        byte[] hello = KcpTable.Hello();
        void Send(int from, int count)
        {
            for (int i = from; i < from + count; i++) table.Inject(hello, strangers[i]);
            table.Server.Tick();
        }
        Send(0, 200);
        table.Wire.Script = _ => Fate.Lost;
        Assert.InRange(Allocations.Of(() => Send(200, 200)) / 200, 100, 8_000);

        for (int i = 400; i + 200 <= strangers.Length; i += 200) Send(i, 200);
        Assert.Equal(1_024, table.Listener.HalfOpenCount);
    }

    [Fact]
    public void AClientWhoseRepeatedHelloFoundAPlaceIsStillKnownByTheFirstAnswer()
    {
        using KcpTable table = Table();
        Flood(table);
        ClientProbe client = table.AddClient();
        client.Tick();
        table.Wire.AdvanceMs(20);
        table.Server.Tick();
        Assert.Equal(HalfOpenPlaces, table.Listener.HalfOpenCount);

        // Its first answer is under way. The places become free, and a Hello of before takes one, with a cookie of its own.
        while (table.Listener.HalfOpenCount > 0) AdvanceServerOnly(table);
        table.Inject(KcpTable.Hello(), KcpTable.AddressOfClient(1));
        table.Server.Tick();
        Assert.Equal(1, table.Listener.HalfOpenCount);
        table.RunMs(100);

        Assert.True(client.Client.IsConnected);
        Assert.Equal(1, table.Listener.ConnectionCount);
        Assert.Equal(0, table.Listener.HalfOpenCount);
    }

    [Fact]
    public void AClientThatWasThrownOutIsNotBroughtBackByItsLateDatagrams()
    {
        using KcpTable table = Table();
        Flood(table);
        ClientProbe client = table.AddClient();
        RunFlooded(table, 200);
        int id = Assert.Single(table.Server.Connected);
        uint cookie = table.CookieOf(id);
        table.Silence(client);
        table.Server.Server.Disconnect(id);
        for (int step = 0; step < 3_000; step++)
        {
            table.Inject(KcpTable.Reliable(cookie, KcpTable.Acknowledge(0, 1)), KcpTable.AddressOfClient(1));
            table.Inject(KcpTable.Reliable(cookie, KcpTable.Push(1, [KcpWire.Data, 1])), KcpTable.AddressOfClient(1));
            RunFlooded(table, KcpTable.StepMs);
        }

        Assert.Single(table.Server.Of(TransportEventKind.Connected));
        Assert.Single(table.Server.Of(TransportEventKind.Disconnected));
        Assert.Empty(table.Server.Of(TransportEventKind.Data));
    }

    [Fact]
    public void NobodyElseCanUseTheCookieNorGuessIt()
    {
        using KcpTable table = Table();
        Flood(table);
        uint seen = 0;
        table.Wire.Script = datagram =>
        {
            if (DatagramAddress.Comparer.Equals(datagram.To, KcpTable.Stranger(50_000))) seen = BitConverter.ToUInt32(datagram.Bytes[1..5]);
            return Fate.Ok;
        };
        table.Inject(KcpTable.Hello(), KcpTable.Stranger(50_000));
        table.Step();
        Assert.NotEqual(0u, seen);
        for (uint i = 0; i < 1_000; i++)
        {
            table.Inject(KcpTable.Reliable(seen + 1 + i, KcpTable.Acknowledge(0, 1)), KcpTable.Stranger(50_000));
            table.Inject(KcpTable.Reliable(seen, KcpTable.Acknowledge(0, 1)), KcpTable.Stranger(50_001));
            table.Inject(KcpTable.Reliable(seen, KcpTable.Acknowledge(0, 1)), KcpTable.Stranger(50_000, port: 6_001));
        }
        table.Inject(KcpTable.Reliable(seen, KcpTable.Acknowledge(0, 2)), KcpTable.Stranger(50_000));
        table.Inject(KcpTable.Unreliable(seen, KcpWire.UnreliableData, 1), KcpTable.Stranger(50_000));
        table.RunMs(50);
        Assert.Empty(table.Server.Events);

        table.Inject(KcpTable.Reliable(seen, KcpTable.Acknowledge(0, 1)), KcpTable.Stranger(50_000));
        table.RunMs(50);
        Assert.Single(table.Server.Of(TransportEventKind.Connected));
    }

    [Fact]
    public void AnAnswerIsVoidAfterTwentySeconds()
    {
        var random = new Random(3);
        var cookies = new HelloCookies(() => (uint)random.Next());
        SocketAddress client = KcpTable.Stranger(1);
        Assert.False(cookies.MayBeValid(0));
        uint cookie = cookies.Draw(client, nowMs: 9_999);

        Assert.True(cookies.IsValid(client, cookie, nowMs: 9_999));
        Assert.True(cookies.IsValid(client, cookie, nowMs: 19_999));
        Assert.False(cookies.IsValid(client, cookie, nowMs: 20_000));
        Assert.False(cookies.MayBeValid(20_000));
        Assert.NotEqual(cookie, cookies.Draw(client, nowMs: 20_000));
    }

    [Fact]
    public void EndedConnectionsAreRememberedAndTheMemoryIsBounded()
    {
        var random = new Random(3);
        var cookies = new HelloCookies(() => (uint)random.Next());
        SocketAddress first = KcpTable.Stranger(1);
        uint cookie = cookies.Draw(first, nowMs: 0);
        cookies.Ended(first, nowMs: 1);
        Assert.False(cookies.IsValid(first, cookie, nowMs: 2));

        SocketAddress second = KcpTable.Stranger(2);
        uint other = cookies.Draw(second, nowMs: 2);
        for (int i = 3; i < 5_000; i++) cookies.Ended(KcpTable.Stranger(i), nowMs: 2);
        Assert.False(cookies.IsValid(first, cookie, nowMs: 3));
        Assert.False(cookies.IsValid(second, other, nowMs: 3));
        Assert.True(cookies.IsValid(second, cookies.Draw(second, nowMs: 3), nowMs: 3));
    }

    private static KcpTable Table() => new(plain => new KcpTransport
    {
        Sockets = plain.Sockets,
        TimeProvider = plain.TimeProvider,
        MaxHalfOpenConnections = HalfOpenPlaces,
    });

    private static void AdvanceServerOnly(KcpTable table)
    {
        table.Wire.AdvanceMs(KcpTable.StepMs);
        table.Server.Tick();
    }

    private void Flood(KcpTable table, int hellos = HalfOpenPlaces + 2)
    {
        for (int i = 0; i < hellos; i++) table.Inject(KcpTable.Hello(), KcpTable.Stranger(_forged++ % 40_000));
        table.Server.Tick();
    }

    private void RunFlooded(KcpTable table, int milliseconds)
    {
        for (int ms = 0; ms < milliseconds; ms += KcpTable.StepMs)
        {
            Flood(table, ms == 0 || table.Listener.HalfOpenCount < HalfOpenPlaces ? HalfOpenPlaces : 1);
            table.Step();
        }
    }
}
