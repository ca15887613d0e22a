using System.Net;
using System.Net.Sockets;
using System.Reflection;
using Tain.Kit;

namespace Tanks.Browser.Tests;

/// <summary>What a visitor who mistypes is told by the server: one line, and an exit code.</summary>
public sealed class CommandLineTests
{
    private static string Program => typeof(CommandLineTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "TanksServer").Value!;

    [Theory]
    [InlineData("Unrecognized command or argument '--bot'. (--help names all options.)", "--bot")]
    [InlineData("--http-port takes 0 to 65535.", "--http-port=99999")]
    [InlineData("--kcp-port takes 0 to 65535.", "--kcp-port=kcp")]
    [InlineData("--bots takes 0 to 500.", "--bots=-1")]
    [InlineData("--max-players takes 1 to 10000.", "--max-players=0")]
    [InlineData("--report takes 0 to 86400.", "--report=-1")]
    [InlineData("--arena takes standard or duel.", "--arena=moon")]
    [InlineData("--connect takes a host or host:port; 'a b:c' is neither.", "--connect=a b:c")]
    [InlineData("--certificate-key is the key of a --certificate, which is missing.", "--certificate-key=key.pem")]
    public void AMistakeIsExplainedOnOneLine(string expected, string argument) => Refuses(exitCode: 2, expected, argument);

    [Fact]
    public void ACertificateThatIsNoneIsExplained() =>
        Refuses(exitCode: 1, "The certificate cannot be used: ", $"--certificate={Program}", "--http-port=0", "--kcp-port=0");

    [Fact]
    public void APortThatIsTakenIsExplained()
    {
        using var taken = new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp) { DualMode = true };
        taken.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));
        int port = ((IPEndPoint)taken.LocalEndPoint!).Port;
        Refuses(exitCode: 1, $"The server cannot start: UDP port {port} cannot be bound", $"--kcp-port={port}", "--http-port=0");
    }

    private static void Refuses(int exitCode, string expected, params string[] arguments)
    {
        using var server = new RunningProgram(RunningProgram.Dotnet(Program, arguments));
        server.WaitFor(line => line.StartsWith(expected, StringComparison.Ordinal), $"it says: {expected}");
        Assert.Equal(exitCode, server.WaitForExit());
    }
}
