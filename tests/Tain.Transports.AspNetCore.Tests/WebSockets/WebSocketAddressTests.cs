namespace Tain.Transports.WebSockets;

public class WebSocketAddressTests
{
    [Theory]
    [InlineData("example.org", "ws://example.org:27777/")]
    [InlineData("10.0.0.1", "ws://10.0.0.1:27777/")]
    [InlineData("::1", "ws://[::1]:27777/")]
    [InlineData("[::1]", "ws://[::1]:27777/")]
    public void AHostGetsTheConfiguredPortAndPath(string host, string expected) =>
        Assert.Equal(expected, WebSocketAddress.FromHost(host, new WebSocketClientTransport()).ToString());

    [Theory]
    [InlineData("ws://example.org", "ws://example.org:9000/game")]
    [InlineData("ws://example.org/other?room=1", "ws://example.org:9000/other?room=1")]
    [InlineData("ws://example.org:80", "ws://example.org:80/game")]
    [InlineData("wss://example.org:443/ws", "wss://example.org:443/ws")]
    [InlineData("wss://example.org:1234/ws", "wss://example.org:1234/ws")]
    public void AUriKeepsWhatItSays(string uri, string expected)
    {
        Uri completed = WebSocketAddress.FromUri(new Uri(uri), new WebSocketClientTransport { Port = 9000, Path = "/game" });
        Assert.Equal(expected, $"{completed.Scheme}://{completed.Host}:{completed.Port}{completed.PathAndQuery}");
    }

    [Fact]
    public void PortZeroStandsForTheSchemesOwn()
    {
        var description = new WebSocketClientTransport { Port = 0, UseTls = true, Path = "/ws" };
        Assert.Equal(443, WebSocketAddress.FromHost("example.org", description).Port);
        Assert.Equal(443, WebSocketAddress.FromUri(new Uri("wss://example.org/ws"), description).Port);
    }

    [Fact]
    public void AnotherSchemeIsAMistakeOfTheCaller() =>
        Assert.Throws<ArgumentException>(() => WebSocketAddress.FromUri(new Uri("kcp://example.org"), new WebSocketClientTransport()));
}
