namespace Tain.LoadTest;

/// <summary>Makes figures out of the clients' growing sums: of each second, and of the measured time as a whole.</summary>
internal sealed class ClientSampler
{
    private readonly LoadCounters _measured = new();
    private readonly Usage _usage = new();
    private LoadCounters _last = new();
    private WireSums _lastWire = new();
    private LoadCounters? _begin;
    private WireSums _beginWire = new();
    private double _processorSeconds;
    private double _joinedSeconds;

    /// <summary>Why connections ended so far.</summary>
    public IReadOnlyDictionary<string, long> Ends => _last.Ends;

    /// <summary>Players that clients were given so far.</summary>
    public long Joins => _last.Joins;

    /// <summary>Connections of good clients that were lost so far.</summary>
    public long Lost => _last.Lost;

    /// <summary>Takes a second.</summary>
    /// <param name="now">The sums, with the histograms of this second only.</param>
    /// <param name="wire">The sums of datagrams.</param>
    /// <param name="seconds">How long the second was.</param>
    /// <param name="isMeasured">Whether it counts.</param>
    public ClientFigures Take(LoadCounters now, WireSums wire, double seconds, bool isMeasured)
    {
        double percent = _usage.Take().ProcessorPercent;
        _measured.JoinTime.Add(now.JoinTime);       // joins are over when the measured time begins
        if (isMeasured)
        {
            if (_begin is null) (_begin, _beginWire) = (_last, _lastWire);
            _measured.RoundTrip.Add(now.RoundTrip);
            _measured.Reply.Add(now.Reply);
            _measured.Lateness.Add(now.Lateness);
            _processorSeconds += percent * seconds;
        }
        // A client that was lost within the second has had its part of that second's bytes.
        double joined = (_last.States[(int)LoadClientState.Joined] + now.States[(int)LoadClientState.Joined]) / 2.0;
        if (isMeasured) _joinedSeconds += joined * seconds;
        ClientFigures figures = Between(_last, now, _lastWire, wire, now, seconds, percent) with { AverageJoined = joined };
        (_last, _lastWire) = (now, wire);
        return figures;
    }

    /// <summary>The measured time as a whole.</summary>
    /// <param name="seconds">How long it was.</param>
    public ClientFigures Summarize(double seconds)
    {
        seconds = Math.Max(seconds, 1e-9);
        ClientFigures figures = Between(_begin ?? _last, _last, _begin is null ? _lastWire : _beginWire, _lastWire, _measured, seconds, _processorSeconds / seconds);
        return figures with { AverageJoined = _joinedSeconds / seconds };
    }

    private static ClientFigures Between(LoadCounters from, LoadCounters to, WireSums fromWire, WireSums toWire, LoadCounters histograms, double seconds, double percent)
    {
        return new ClientFigures
        {
            Joined = to.States[(int)LoadClientState.Joined],
            Joining = to.States[(int)LoadClientState.Connecting] + to.States[(int)LoadClientState.Joining],
            Connects = to.Connects,
            Joins = to.Joins,
            Lost = to.Lost,
            Left = to.Left,
            Expelled = to.Expelled,
            Malformed = to.Malformed,
            JoinMs = Percentiles.Of(histograms.JoinTime),
            RoundTripMs = Percentiles.Of(histograms.RoundTrip),
            ReplyMs = Percentiles.Of(histograms.Reply),
            LatenessMs = Percentiles.Of(histograms.Lateness),
            BytesIn = Rate(from.BytesIn, to.BytesIn),
            BytesOut = Rate(from.BytesOut, to.BytesOut),
            PacketsIn = Rate(from.PacketsIn, to.PacketsIn),
            PacketsOut = Rate(from.PacketsOut, to.PacketsOut),
            DatagramsIn = Rate(fromWire.DatagramsIn, toWire.DatagramsIn),
            DatagramsOut = Rate(fromWire.DatagramsOut, toWire.DatagramsOut),
            MessagesIn = Rate(from.MessagesIn, to.MessagesIn),
            EntityStates = Rate(from.EntityStates, to.EntityStates),
            Spawns = Rate(from.Spawns, to.Spawns),
            Rpcs = Rate(from.Rpcs, to.Rpcs),
            Commands = Rate(from.Commands, to.Commands),
            ProcessorPercent = percent,
        };

        double Rate(long before, long after) => (after - before) / seconds;
    }
}
