using System.Net;
using Microsoft.Extensions.Primitives;

namespace Tain.Transports.Proxies;

/// <summary>Who is behind the proxies, as a function of socket and header.</summary>
[Trait("Attack", "W-05")]
public class ForwardedAddressTests
{
    private static readonly IPNetwork[] Proxies = [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("fd00::/8"), IPNetwork.Parse("::1/128")];

    [Theory]
    // A direct client's header is nobody's word.
    [InlineData("203.0.113.9", "198.51.100.1", "203.0.113.9")]
    [InlineData("2001:db8::9", "198.51.100.1", "2001:db8::9")]
    // One proxy.
    [InlineData("127.0.0.1", "198.51.100.1", "198.51.100.1")]
    [InlineData("::ffff:127.0.0.1", "198.51.100.1", "198.51.100.1")]
    [InlineData("::1", "2001:db8::1", "2001:db8::1")]
    [InlineData("fd00::5", "::ffff:198.51.100.1", "198.51.100.1")]
    [InlineData("127.0.0.1", "", "127.0.0.1")]
    // With ports.
    [InlineData("127.0.0.1", "198.51.100.1:4711", "198.51.100.1")]
    [InlineData("127.0.0.1", "[2001:db8::1]:4711", "2001:db8::1")]
    [InlineData("127.0.0.1", "[2001:db8::1]", "2001:db8::1")]
    // Chains: the right-most that is no proxy; what is left of it was written by a client.
    [InlineData("127.0.0.1", "1.1.1.1, 198.51.100.1", "198.51.100.1")]
    [InlineData("127.0.0.1", "198.51.100.1, 10.1.2.3", "198.51.100.1")]
    [InlineData("127.0.0.1", "127.0.0.1, 198.51.100.1,10.1.2.3 , 10.0.0.4", "198.51.100.1")]
    [InlineData("127.0.0.1", "10.9.9.9, 10.1.2.3", "10.9.9.9")]
    // What cannot be read ends the search at the last that could.
    [InlineData("127.0.0.1", "unknown", "127.0.0.1")]
    [InlineData("127.0.0.1", "198.51.100.1, nonsense, 10.1.2.3", "10.1.2.3")]
    [InlineData("127.0.0.1", "198.51.100.1, , 10.1.2.3", "10.1.2.3")]
    public void TheRightmostAddressThatIsNoTrustedProxyIsTheClient(string socket, string header, string expected) =>
        Assert.Equal(expected, Resolve(ForwardedHeader.XForwardedFor, socket, header));

    [Theory]
    [InlineData("203.0.113.9", "for=198.51.100.1", "203.0.113.9")]
    [InlineData("127.0.0.1", "for=198.51.100.1", "198.51.100.1")]
    [InlineData("127.0.0.1", "proto=https;For=\"198.51.100.1:4711\";by=10.0.0.1", "198.51.100.1")]
    [InlineData("127.0.0.1", "for=\"[2001:db8:cafe::17]:4711\"", "2001:db8:cafe::17")]
    [InlineData("127.0.0.1", "for=1.1.1.1, for=\"[2001:db8::1]\", for=10.2.3.4", "2001:db8::1")]
    [InlineData("127.0.0.1", "for=1.1.1.1;host=\"a,b;for=2.2.2.2\", for=10.2.3.4", "1.1.1.1")]
    [InlineData("127.0.0.1", "for=_hidden", "127.0.0.1")]
    [InlineData("127.0.0.1", "for=1.1.1.1, proto=https", "127.0.0.1")]
    [InlineData("127.0.0.1", "for=\"unclosed, for=1.1.1.1", "127.0.0.1")]
    public void TheSameInTheWordsOfRfc7239(string socket, string header, string expected) =>
        Assert.Equal(expected, Resolve(ForwardedHeader.Forwarded, socket, header));

    [Fact]
    public void SeveralLinesAreOneList() =>
        Assert.Equal("198.51.100.1", Resolve(ForwardedHeader.XForwardedFor, "127.0.0.1", new StringValues(["1.1.1.1", "198.51.100.1", "10.1.2.3, 10.0.0.4"])));

    [Fact]
    public void WithoutTrustedProxiesNobodyIsBelieved() =>
        Assert.Equal("127.0.0.1", new ForwardedAddress([], ForwardedHeader.XForwardedFor).Resolve(IPAddress.Loopback, "198.51.100.1")!.ToString());

    [Theory]
    [InlineData("1")]
    [InlineData("0x7f.1")]
    [InlineData("127.1")]
    [InlineData("1.2.3.4:")]
    [InlineData("1.2.3.4:99999")]
    [InlineData("1.2.3.4:x")]
    [InlineData("[1.2.3.4]")]
    [InlineData("[2001:db8::1")]
    [InlineData("[2001:db8::1]x")]
    [InlineData("game.example")]
    [InlineData("")]
    public void WhatNoProxyWritesIsNoAddress(string text) => Assert.Null(ForwardedAddress.Parse(text));

    private static string Resolve(ForwardedHeader header, string socket, StringValues lines) =>
        new ForwardedAddress(Proxies, header).Resolve(IPAddress.Parse(socket), lines)!.ToString();
}
