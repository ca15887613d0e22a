namespace Tain.LoadTest;

/// <summary>What the clients saw, in one second or over the measured time. Rates are per second, of all clients together.</summary>
public sealed record ClientFigures
{
    /// <summary>Clients that have their player, at the end.</summary>
    public int Joined { get; init; }

    /// <summary>Clients on their way to it, at the end.</summary>
    public int Joining { get; init; }

    /// <summary>Clients that had their player, on average: what rates are divided by to be those of a client.</summary>
    public double AverageJoined { get; init; }

    /// <summary>Connections that the transport has made, since the start of the run.</summary>
    public long Connects { get; init; }

    /// <summary>Players that were given, since the start of the run.</summary>
    public long Joins { get; init; }

    /// <summary>Connections that were lost, since the start of the run.</summary>
    public long Lost { get; init; }

    /// <summary>Connections that churn ended, since the start of the run.</summary>
    public long Left { get; init; }

    /// <summary>Connections of misbehaving clients that the server ended, since the start of the run.</summary>
    public long Expelled { get; init; }

    /// <summary>From the connect to the player.</summary>
    public Percentiles JoinMs { get; init; }

    /// <summary>From a ping to its pong.</summary>
    public Percentiles RoundTripMs { get; init; }

    /// <summary>From a Command to its answer.</summary>
    public Percentiles ReplyMs { get; init; }

    /// <summary>How late clients acted behind their own rate; when this is large, the generator is the bottleneck.</summary>
    public Percentiles LatenessMs { get; init; }

    /// <summary>Bytes of transport packets received.</summary>
    public double BytesIn { get; init; }

    /// <summary>Bytes of transport packets sent.</summary>
    public double BytesOut { get; init; }

    /// <summary>Transport packets received.</summary>
    public double PacketsIn { get; init; }

    /// <summary>Transport packets sent.</summary>
    public double PacketsOut { get; init; }

    /// <summary>UDP datagrams received; 0 for stream transports and ENet.</summary>
    public double DatagramsIn { get; init; }

    /// <summary>UDP datagrams sent; 0 for stream transports and ENet.</summary>
    public double DatagramsOut { get; init; }

    /// <summary>Messages received, of all types.</summary>
    public double MessagesIn { get; init; }

    /// <summary>Messages with changed state received.</summary>
    public double EntityStates { get; init; }

    /// <summary>Spawn messages received.</summary>
    public double Spawns { get; init; }

    /// <summary>Rpc messages received.</summary>
    public double Rpcs { get; init; }

    /// <summary>Commands sent.</summary>
    public double Commands { get; init; }

    /// <summary>What of the server's packets could not be read, since the start of the run.</summary>
    public long Malformed { get; init; }

    /// <summary>Processor time of the load generator, in percent of one core.</summary>
    public double ProcessorPercent { get; init; }
}
