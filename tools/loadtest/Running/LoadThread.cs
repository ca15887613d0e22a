using Tain.Transports;

namespace Tain.LoadTest;

/// <summary>A thread with an engine. Others look at the engine while it rests between two steps.</summary>
internal sealed class LoadThread : IDisposable
{
    // A goodbye takes one exchange; who does not hear it has timed out anyway.
    private const double PartingSeconds = 2;

    private readonly Lock _gate = new();
    private readonly EpollSockets? _epoll = OperatingSystem.IsLinux() ? new EpollSockets() : null;
    private readonly CountingSockets _sockets;
    private readonly LoadEngine _engine;
    private readonly Thread _thread;
    private readonly int _pollMs;
    private volatile bool _ends;
    private Exception? _failure;

    /// <param name="plan">The run.</param>
    /// <param name="server">The server's address.</param>
    /// <param name="first">The number of the first client.</param>
    /// <param name="clients">How many.</param>
    /// <param name="script">Makes their scripts.</param>
    public LoadThread(LoadPlan plan, Uri server, int first, int clients, Func<int, ILoadScript> script)
    {
        _pollMs = plan.PollMs;
        _sockets = new CountingSockets(_epoll is null ? UdpSocketFactory.Instance : _epoll);
        _engine = new LoadEngine(new LoadEngineOptions
        {
            Transport = LoadTransports.ForClients(server, plan.Encrypted, _sockets),
            ClockRidesAlong = !plan.ClockApart,
            Server = LoadTransports.Normalize(server),
            // Streams have threads of their own that read, and ENet its own sockets.
            Arrivals = server.Scheme is "kcp" or "litenet" ? _epoll : null,
            Clients = clients,
            FirstIndex = first,
            Script = script,
            RampPerSecond = plan.Ramp * clients / plan.Clients,
            Rate = plan.Rate,
            BadPart = plan.Bad,
            ChurnPerSecond = plan.Churn * clients / plan.Clients,
            HasPlayers = !plan.NoPlayers,
            JoinsAfterScene = plan.WaitForScene,
            Seed = plan.Seed,
        });
        _thread = new Thread(Run) { IsBackground = true, Name = $"clients from {first}" };
        _thread.Start();
    }

    /// <summary>How many of its clients do not misbehave.</summary>
    public int GoodClients => _engine.GoodClients;

    /// <summary>Adds what the clients have done to the sums of a run.</summary>
    /// <returns>Whether there was a moment at which all good clients were joined.</returns>
    /// <exception cref="InvalidOperationException">A script has thrown.</exception>
    public bool MoveTo(LoadCounters total, WireSums wire)
    {
        lock (_gate)
        {
            if (_failure is not null) throw new InvalidOperationException($"The clients have stopped: {_failure.Message}", _failure);
            _engine.Counters.MoveTo(total);
            wire.Add(_sockets);
            return _engine.HadAllJoined;
        }
    }

    /// <summary>Lets all clients leave, and waits for it.</summary>
    public void Dispose()
    {
        _ends = true;
        _thread.Join();
        _engine.Dispose();
        _epoll?.Dispose();
    }

    private void Run()
    {
        var pace = new Pace(_pollMs, reportSeconds: int.MaxValue);
        try
        {
            while (!_ends)
            {
                lock (_gate) _engine.Step();
                pace.Wait();
            }
            _engine.LeaveAll();
            for (double end = pace.Seconds + PartingSeconds; !_engine.AllGone && pace.Seconds < end; pace.Wait()) _engine.Step();
        }
        catch (Exception exception)
        {
            // It is thrown again where the run is directed.
            lock (_gate) _failure = exception;
        }
    }
}
