namespace Tain.Transports.Sockets;

/// <summary>Many datagrams for each system call, on Linux. Elsewhere these are the plain sockets again.</summary>
public sealed class UdpBatchedSocketTests() : UdpSocketTests(batching: true)
{
    [Fact]
    public void OnLinuxTheSocketsAreBatchedOnes() => Assert.Equal(OperatingSystem.IsLinux(), Server is UdpBatchedSocket);
}
