namespace Tain.Transports.Sockets;

/// <summary>One system call for each datagram: what every platform has.</summary>
public sealed class UdpPlainSocketTests() : UdpSocketTests(batching: false)
{
    [Fact]
    public void NoSocketHereIsABatchedOne() => Assert.IsNotType<UdpBatchedSocket>(Server);
}
