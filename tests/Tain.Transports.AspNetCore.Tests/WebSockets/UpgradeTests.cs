using System.Net;
using Tain.Transports.Contract;
using Tain.Transports.Wire;

namespace Tain.Transports.WebSockets;

/// <summary>The HTTP request before a connection: what is let in, what is refused and how.</summary>
public class UpgradeTests
{
    public static TheoryData<string, string, string> Refusals => new()
    {
        { "no key", HttpHead.Request(without: "Sec-WebSocket-Key"), "HTTP/1.1 400" },
        { "a key that is no key", HttpHead.Request(without: "Sec-WebSocket-Key", extra: "Sec-WebSocket-Key: short"), "HTTP/1.1 400" },
        { "another version", HttpHead.Request(without: "Sec-WebSocket-Version", extra: "Sec-WebSocket-Version: 8"), "HTTP/1.1 426" },
        { "a key of 24 letters that is no base64", HttpHead.Request(without: "Sec-WebSocket-Key", extra: "Sec-WebSocket-Key: !!!!!!!!!!!!!!!!!!!!!!!!"), "HTTP/1.1 400" },
        { "a key of 18 bytes", HttpHead.Request(without: "Sec-WebSocket-Key", extra: "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZSEh"), "HTTP/1.1 400" },
        { "two keys", HttpHead.Request(extra: "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="), "HTTP/1.1 400" },
        { "no version", HttpHead.Request(without: "Sec-WebSocket-Version"), "HTTP/1.1 426" },
        { "no connection header", HttpHead.Request(without: "Connection"), "HTTP/1.1 400" },
        { "a connection header without upgrade", HttpHead.Request(without: "Connection", extra: "Connection: keep-alive"), "HTTP/1.1 400" },
        { "an upgrade to something else", HttpHead.Request(without: "Upgrade", extra: "Upgrade: h2c"), "HTTP/1.1 400" },
        { "HTTP/1.0", HttpHead.Request().Replace("HTTP/1.1", "HTTP/1.0", StringComparison.Ordinal), "HTTP/1.1 400" },
        { "no host", HttpHead.Request(without: "Host"), "HTTP/1.1 400" },
        { "no upgrade", HttpHead.Request(without: "Upgrade"), "HTTP/1.1 400" },
        { "a page request", "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "HTTP/1.1 400" },
        { "another method", HttpHead.Request().Replace("GET", "POST", StringComparison.Ordinal), "HTTP/1.1 4" },
        { "another path", HttpHead.Request(path: "/admin"), "HTTP/1.1 404" },
        { "20 kB of headers without end", "GET / HTTP/1.1\r\nHost: x\r\nA: " + new string('a', 20_000), "HTTP/1.1 431" },
        { "20 kB of short headers", HttpHead.Request(extra: [.. Enumerable.Range(0, 90).Select(i => $"A{i}: " + new string('a', 220))]), "HTTP/1.1 431" },
        { "a thousand headers", HttpHead.Request(extra: [.. Enumerable.Range(0, 1000).Select(i => $"A{i}: a")]), "HTTP/1.1 431" },
        { "a line without colon", HttpHead.Request(extra: "nonsense"), "HTTP/1.1 400" },
        { "garbage", "\0\u0001\u0002 what is this\r\n\r\n", "HTTP/1.1 400" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    [Trait("Attack", "W-01")]
    [Trait("Attack", "W-03")]
    public void WhatIsNoUpgradeIsAnsweredAndNeverConnects(string what, string request, string status)
    {
        using var rig = new WebSocketRig();
        ClientProbe other = rig.Bench.AddConnectedClient();

        using RawPeer peer = rig.Request(request, out string statusLine);
        rig.Bench.Settle(other);

        Assert.True(statusLine.StartsWith(status, StringComparison.Ordinal), $"A request with {what} is answered with {status}, not '{statusLine}'.");
        Assert.Single(rig.Server.Connected);
    }

    [Theory]
    [InlineData("Cookie: a=1", "Cookie: b=2")]
    [InlineData("X-Empty:", "x-empty: ")]
    [InlineData("Sec-WebSocket-Protocol: game", "Sec-WebSocket-Extensions: permessage-deflate")]
    [Trait("Attack", "W-04")]
    public void HeadersThatMirrorWouldStumbleOverAreFineAndNothingIsNegotiated(string first, string second)
    {
        using var rig = new WebSocketRig();
        using RawPeer peer = rig.Request(HttpHead.Request(extra: [first, second]), out string statusLine);
        string head = "";
        rig.Bench.WaitUntil(() => peer.TryTakeThrough("\r\n\r\n", out head), "the answer is complete");
        rig.Bench.WaitUntil(() => rig.Server.Connected.Any(), "the connection is there");

        Assert.StartsWith("HTTP/1.1 101", statusLine);
        Assert.DoesNotContain("Sec-WebSocket-Protocol", head, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Sec-WebSocket-Extensions", head, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    [Trait("Attack", "W-03")]
    public void AnotherVersionIsToldTheRightOne()
    {
        using var rig = new WebSocketRig();
        using RawPeer peer = rig.Request(HttpHead.Request(without: "Sec-WebSocket-Version", extra: "Sec-WebSocket-Version: 8"), out string statusLine);
        string head = "";
        rig.Bench.WaitUntil(() => peer.TryTakeThrough("\r\n\r\n", out head), "the answer is complete");
        Assert.StartsWith("HTTP/1.1 426", statusLine);
        Assert.Contains("Sec-WebSocket-Version: 13\r\n", head, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Attack", "W-01")]
    public void AHandshakeJustBelowTheLimitIsFine()
    {
        using var rig = new WebSocketRig();
        using RawPeer peer = rig.Upgrade(out _, [.. Enumerable.Range(0, 60).Select(i => $"A{i}: " + new string('a', 250))]);
        Assert.Single(rig.Server.Connected);
    }

    [Fact]
    [Trait("Attack", "W-02")]
    public void OneAddressHasSoManyConnectionsAndNoMore()
    {
        using var rig = new WebSocketRig(usual => new WebSocketTransport
        {
            Port = 0,
            ListenAddress = usual.ListenAddress,
            MaxConnectionsPerAddress = 2,
            TrustedProxies = [IPNetwork.Parse("127.0.0.0/8")],
        });
        using RawPeer first = rig.Upgrade(out _, "X-Forwarded-For: 198.51.100.1");
        using RawPeer second = rig.Upgrade(out _, "X-Forwarded-For: 198.51.100.1");
        using RawPeer refused = rig.Request(HttpHead.Request(extra: "X-Forwarded-For: 198.51.100.1"), out string statusLine);
        Assert.StartsWith("HTTP/1.1 429", statusLine);
        using RawPeer another = rig.Upgrade(out _, "X-Forwarded-For: 198.51.100.2");

        first.Dispose();
        rig.Bench.WaitUntil(
            () =>
            {
                // The place is free when the socket is closed, a moment after the Disconnected event.
                using RawPeer again = rig.Request(HttpHead.Request(extra: "X-Forwarded-For: 198.51.100.1"), out statusLine);
                return statusLine.StartsWith("HTTP/1.1 101", StringComparison.Ordinal);
            },
            "there is a place again");
    }

    [Theory]
    [InlineData("https://game.example", true)]
    [InlineData("https://evil.example", false)]
    [InlineData(null, true)]
    [Trait("Attack", "W-07")]
    public void PagesOfOtherOriginsAreRefusedWhenOriginsAreListed(string? origin, bool allowed)
    {
        using var rig = new WebSocketRig(usual => new WebSocketTransport { Port = 0, ListenAddress = usual.ListenAddress, AllowedOrigins = ["https://game.example"] });
        using RawPeer peer = rig.Request(HttpHead.Request(extra: origin == null ? [] : [$"Origin: {origin}"]), out string statusLine);
        Assert.StartsWith(allowed ? "HTTP/1.1 101" : "HTTP/1.1 403", statusLine);
    }

    [Fact]
    public void AFullServerRefusesUntilSomebodyLeaves()
    {
        using var rig = new WebSocketRig(usual => new WebSocketTransport { Port = 0, ListenAddress = usual.ListenAddress, MaxConnections = 2 });
        rig.Bench.AddConnectedClient();
        ClientProbe leaving = rig.Bench.AddConnectedClient();
        using RawPeer refused = rig.Request(HttpHead.Request(), out string statusLine);
        Assert.StartsWith("HTTP/1.1 503", statusLine);

        leaving.Client.Disconnect();
        rig.Bench.WaitUntil(() => rig.Server.Of(TransportEventKind.Disconnected).Any(), "there is room again");
        rig.Bench.AddConnectedClient();
    }

    [Theory]
    [InlineData("127.0.0.1/32", "2001:db8::1", "2001:db8::1")]
    [InlineData("10.1.2.3/32", "2001:db8::1", "127.0.0.1")]
    [InlineData(null, "1.2.3.4", "127.0.0.1")]
    [Trait("Attack", "W-05")]
    public void AForwardedAddressIsBelievedFromTrustedProxiesOnly(string? proxy, string forwarded, string expected)
    {
        using var rig = new WebSocketRig(usual => new WebSocketTransport
        {
            Port = 0,
            ListenAddress = usual.ListenAddress,
            TrustedProxies = proxy == null ? [] : [IPNetwork.Parse(proxy)],
        });
        using RawPeer peer = rig.Upgrade(out int id, $"X-Forwarded-For: {forwarded}");
        Assert.Equal(expected, rig.Server.Server.GetAddress(id));
    }

    [Fact]
    [Trait("Attack", "W-02")]
    public void AHandshakeThatDoesNotEndIsCutOffWhileOthersComeIn()
    {
        using var rig = new WebSocketRig(usual => new WebSocketTransport { Port = 0, ListenAddress = usual.ListenAddress, HandshakeTimeout = TimeSpan.FromSeconds(1) });
        RawPeer[] slow = [.. Enumerable.Range(0, 50).Select(_ => RawPeer.Connect(rig.Port))];
        for (int i = 0; i < slow.Length; i += 2) slow[i].Send("GET / HTTP/1.1\r\nHos");

        rig.Bench.Settle(rig.Bench.AddConnectedClient());
        rig.Bench.WaitUntil(
            () =>
            {
                foreach (RawPeer peer in slow) peer.Pump();
                return slow.All(peer => peer.IsClosed);
            },
            "all half-open handshakes are closed");

        foreach (RawPeer peer in slow) peer.Dispose();
        Assert.Single(rig.Server.Connected);
    }

    [Fact]
    public void ATakenPortIsReportedAtStart()
    {
        using var rig = new WebSocketRig();
        using TransportServer second = new WebSocketTransport { Port = (ushort)rig.Port, ListenAddress = IPAddress.Loopback }.CreateServer();

        var failure = Assert.Throws<InvalidOperationException>(second.Start);

        Assert.Contains(rig.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), failure.Message, StringComparison.Ordinal);
        Assert.False(second.IsActive);
    }
}
