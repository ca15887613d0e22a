using Tain.Transports;

namespace Tain.Bench;

/// <summary>What all processes of a run agree on.</summary>
internal sealed record LoadOptions(int ReportSeconds, int Rate, int Bytes, bool IsUnreliable, int TickMs, string TransportName)
{
    public const string Names = "kcp, kcp-unbatched, threaded+kcp, tcp, ws";

    private const int MaxConnections = 100_000;

    public Channel Channel => IsUnreliable ? Channel.Unreliable : Channel.Reliable;

    /// <summary>The transport of that name; all clients have one address here, so there is no limit per address.</summary>
    public Transport CreateTransport() => TransportName switch
    {
        "kcp" => Kcp(batching: true),
        "kcp-unbatched" => Kcp(batching: false),
        "threaded+kcp" => new ThreadedTransport(Kcp(batching: true)),
        "tcp" => new TcpTransport { Port = 0, MaxConnectionsPerAddress = MaxConnections },
        "ws" => new WebSocketTransport { Port = 0, MaxConnectionsPerAddress = MaxConnections },
        _ => throw new ArgumentException($"'{TransportName}' is none of {Names}."),
    };

    public IEnumerable<string> ToArguments(int rate)
    {
        yield return $"--report={ReportSeconds}";
        yield return $"--rate={rate}";
        yield return $"--bytes={Bytes}";
        yield return $"--unreliable={IsUnreliable}";
        yield return $"--tick-ms={TickMs}";
        yield return $"--transport={TransportName}";
    }

    private static KcpTransport Kcp(bool batching) =>
        new() { Port = 0, DualMode = false, MaxConnections = MaxConnections, MaxConnectionsPerAddress = MaxConnections, Sockets = new UdpSocketFactory { Batching = batching } };
}
