using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Tain.Discovery;

/// <summary>Every line that discovery writes into the log.</summary>
internal sealed partial class DiscoveryLog(ILogger logger)
{
    private readonly ILogger _logger = logger;

    [LoggerMessage(1, LogLevel.Warning, "The discovery at {Path} has secretHandshake 0, so every game that left it so will answer and be answered. Give it a number of your game.")]
    public partial void NoHandshake(string path);

    [LoggerMessage(2, LogLevel.Warning, "Discovery cannot use UDP port {Port} ({Error}). It tries again, failure {Failure} of {Most}.")]
    public partial void SocketFailed(int port, SocketError error, int failure, int most);

    [LoggerMessage(3, LogLevel.Error, "Discovery on UDP port {Port} is given up after {Most} failures. Start it again when the network is back.")]
    public partial void GivenUp(int port, int most);

    [LoggerMessage(4, LogLevel.Error, "{Method} of the discovery threw.")]
    public partial void ScriptThrew(Exception exception, string method);

    [LoggerMessage(5, LogLevel.Warning, "Discovery ignored datagrams: {Counts}")]
    public partial void Ignored(string counts);
}
