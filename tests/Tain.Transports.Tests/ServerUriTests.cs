namespace Tain.Transports;

public class ServerUriTests
{
    [Theory]
    [InlineData("game-7", "game-7")]
    [InlineData("测试PC", "xn--pc-ih2ek29h")]
    [InlineData("my pc", "localhost")]
    [InlineData("<pc>", "localhost")]
    [InlineData("[pc]", "localhost")]
    [InlineData("a\\b", "localhost")]
    [InlineData("50%", "localhost")]
    [InlineData("user@pc", "localhost")]
    [InlineData("  ", "localhost")]
    [InlineData("", "localhost")]
    [InlineData(null, "localhost")]
    public void AHostNameThatNoUriCarriesBecomesLocalhost(string? name, string host)
    {
        Uri uri = ServerUri.Create("kcp", name, 7777);
        Assert.Equal(("kcp", host, 7777), (uri.Scheme, uri.IdnHost, uri.Port));
    }

    [Fact]
    public void ThisMachineHasAUri() => Assert.Equal(1234, ServerUri.ForThisMachine("kcp", 1234).Port);
}
