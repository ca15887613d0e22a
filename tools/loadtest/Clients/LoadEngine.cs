namespace Tain.LoadTest;

/// <summary>
/// Clients that share a thread, as a state machine: <see cref="Step"/> is all there is. Received packets are handled at each step, so that times are measured to a step; a
/// client acts and sends at its own moments within the frame, so that a thousand of them do not send at once.
/// </summary>
public sealed class LoadEngine : IDisposable
{
    private const double SecondsAway = 1;

    private readonly LoadClient[] _clients;
    private readonly Random _chance;
    private readonly long _start;
    private double _churned;
    private double _churnFrom = -1;
    private bool _ends;

    /// <summary>Makes an engine; its first step begins to connect.</summary>
    /// <param name="options">What its clients do.</param>
    public LoadEngine(LoadEngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Rate);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.RampPerSecond);
        Options = options;
        TickSeconds = 1 / options.Rate;
        _start = options.TimeProvider.GetTimestamp();
        _chance = options.CreateChance(-1 - options.FirstIndex);
        Walk = new MessageWalk(Counters);
        _clients = [.. Enumerable.Range(0, options.Clients).Select(Make)];
        GoodClients = _clients.Count(static client => !client.Misbehaves);
    }

    /// <summary>What the clients do.</summary>
    public LoadEngineOptions Options { get; }

    /// <summary>What they have done.</summary>
    public LoadCounters Counters { get; } = new();

    /// <summary>The clients.</summary>
    public IReadOnlyList<LoadClient> Clients => _clients;

    /// <summary>Seconds since this was made, when the step began.</summary>
    public double Time { get; private set; }

    /// <summary>Whether there was a moment at which all good clients were joined; churn begins then.</summary>
    public bool HadAllJoined => _churnFrom >= 0;

    /// <summary>How many of them do not misbehave.</summary>
    public int GoodClients { get; }

    /// <summary>Whether no client is connected any more.</summary>
    public bool AllGone => Counters.States[(int)LoadClientState.Idle] == _clients.Length;

    internal double TickSeconds { get; }

    internal MessageWalk Walk { get; }

    internal NetworkWriter MessageWriter { get; } = new();

    internal NetworkWriter ParameterWriter { get; } = new();

    /// <summary>Receives for all clients, and lets those act whose frame has come.</summary>
    public void Step()
    {
        Time = ReadClock();
        Options.Arrivals?.Poll();
        foreach (LoadClient client in _clients)
        {
            bool isDue = Time >= client.NextTick;
            if (Options.Arrivals is { } arrivals)
            {
                if (!isDue && !client.HasArrivals) continue;
                arrivals.Opener = client;
            }
            if (client.State == LoadClientState.Idle)
            {
                if (_ends || Time < client.ConnectAt) continue;
                client.Connect();
            }
            client.Receive();
            if (!isDue || client.State == LoadClientState.Idle) continue;
            if (client.State == LoadClientState.Joined) Counters.Lateness.RecordSeconds(Time - client.NextTick);
            // A frame that was missed is not made up for: a game would not send twice either.
            client.NextTick = Math.Max(client.NextTick + TickSeconds, Time);
            client.Tick();
        }
        if (_churnFrom < 0 && Array.TrueForAll(_clients, static client => client.Misbehaves || client.State == LoadClientState.Joined)) _churnFrom = Time;
        if (HadAllJoined && !_ends) Churn();
    }

    /// <summary>Lets all clients leave; further steps bring that to its end.</summary>
    public void LeaveAll()
    {
        _ends = true;
        foreach (LoadClient client in _clients) client.Leave();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (LoadClient client in _clients) client.Dispose();
    }

    internal double ReadClock() => Options.TimeProvider.GetElapsedTime(_start).TotalSeconds;

    internal void OnGone(LoadClient client, LoadClientState before)
    {
        bool comesBack = before == LoadClientState.Leaving || client.Misbehaves || Options.Reconnects;
        client.ConnectAt = comesBack ? Time + SecondsAway : double.PositiveInfinity;
    }

    private LoadClient Make(int place)
    {
        int index = Options.FirstIndex + place;
        // Evenly among the others: every hundredth for 1 %.
        bool isBad = Math.Floor((index + 1) * Options.BadPart) > Math.Floor(index * Options.BadPart);
        double begin = place / Options.RampPerSecond;
        return new LoadClient(this, index, Options.Transport.CreateClient(), isBad ? Options.BadScript(index) : Options.Script(index))
        {
            Misbehaves = isBad,
            ConnectAt = begin,
            NextTick = begin + (TickSeconds * place / Options.Clients),
        };
    }

    private void Churn()
    {
        for (; _churned < (Time - _churnFrom) * Options.ChurnPerSecond; _churned++)
        {
            LoadClient chosen = _clients[_chance.Next(_clients.Length)];
            if (chosen.State == LoadClientState.Joined && !chosen.Misbehaves) chosen.Leave();
        }
    }
}
