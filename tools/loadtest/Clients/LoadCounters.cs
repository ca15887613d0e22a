using Tain.Transports;

namespace Tain.LoadTest;

/// <summary>What the clients of one engine have done so far: plain sums, written by the engine's thread.</summary>
public sealed class LoadCounters
{
    internal const string EndedByServer = "ended by the server";

    /// <summary>Clients by state, at this moment.</summary>
    public int[] States { get; } = new int[Enum.GetValues<LoadClientState>().Length];

    /// <summary>Transport connections made.</summary>
    public long Connects { get; internal set; }

    /// <summary>Players received.</summary>
    public long Joins { get; internal set; }

    /// <summary>Connections that ended because the script or the churn wanted it.</summary>
    public long Left { get; internal set; }

    /// <summary>Connections and attempts of well-behaved clients that ended otherwise.</summary>
    public long Lost { get; internal set; }

    /// <summary>Connections of misbehaving clients that the server ended.</summary>
    public long Expelled { get; internal set; }

    /// <summary>Bytes of transport packets that came.</summary>
    public long BytesIn { get; internal set; }

    /// <summary>Bytes of transport packets that were sent.</summary>
    public long BytesOut { get; internal set; }

    /// <summary>Transport packets that came.</summary>
    public long PacketsIn { get; internal set; }

    /// <summary>Transport packets that were sent.</summary>
    public long PacketsOut { get; internal set; }

    /// <summary>Messages that came, of all types.</summary>
    public long MessagesIn { get; internal set; }

    /// <summary>Spawn messages that came.</summary>
    public long Spawns { get; internal set; }

    /// <summary>Destroy and hide messages that came.</summary>
    public long Despawns { get; internal set; }

    /// <summary>Messages with changed state that came, of all three kinds.</summary>
    public long EntityStates { get; internal set; }

    /// <summary>Rpc messages that came.</summary>
    public long Rpcs { get; internal set; }

    /// <summary>Commands that were sent.</summary>
    public long Commands { get; internal set; }

    /// <summary>Packets and messages of the server that could not be read.</summary>
    public long Malformed { get; internal set; }

    /// <summary>Why connections ended, as the transport tells; deliberate ends are not in it.</summary>
    public Dictionary<string, long> Ends { get; } = [];

    /// <summary>From the beginning of the connect to the player.</summary>
    public LatencyHistogram JoinTime { get; } = new();

    /// <summary>From a ping to its pong; the server answers in its tick.</summary>
    public LatencyHistogram RoundTrip { get; } = new();

    /// <summary>From a command to what the script calls its reply.</summary>
    public LatencyHistogram Reply { get; } = new();

    /// <summary>How late clients acted, behind their own rate: what the generator itself adds.</summary>
    public LatencyHistogram Lateness { get; } = new();

    /// <summary>Adds these sums to others, and moves the histograms there: they begin anew.</summary>
    /// <param name="total">What gets them.</param>
    internal void MoveTo(LoadCounters total)
    {
        for (int i = 0; i < States.Length; i++) total.States[i] += States[i];
        total.Connects += Connects;
        total.Joins += Joins;
        total.Left += Left;
        total.Lost += Lost;
        total.Expelled += Expelled;
        total.BytesIn += BytesIn;
        total.BytesOut += BytesOut;
        total.PacketsIn += PacketsIn;
        total.PacketsOut += PacketsOut;
        total.MessagesIn += MessagesIn;
        total.Spawns += Spawns;
        total.Despawns += Despawns;
        total.EntityStates += EntityStates;
        total.Rpcs += Rpcs;
        total.Commands += Commands;
        total.Malformed += Malformed;
        foreach ((string reason, long count) in Ends) total.Ends[reason] = total.Ends.GetValueOrDefault(reason) + count;
        Move(JoinTime, total.JoinTime);
        Move(RoundTrip, total.RoundTrip);
        Move(Reply, total.Reply);
        Move(Lateness, total.Lateness);
    }

    internal void CountEnd(TransportError? error, bool wasJoined)
    {
        string reason = $"{error?.ToString() ?? EndedByServer} ({(wasJoined ? "in play" : "while joining")})";
        Ends[reason] = Ends.GetValueOrDefault(reason) + 1;
    }

    private static void Move(LatencyHistogram from, LatencyHistogram to)
    {
        to.Add(from);
        from.Clear();
    }
}
