using Tain.LoadTest.Game;
using Tain.Simulation;
using Tain.Transports;

namespace Tain.LoadTest.Clients;

/// <summary>A load test without sockets, threads and waiting: the built-in server and an engine of clients on a simulated network.</summary>
internal sealed class SimulatedLoad : IDisposable
{
    public const int Rate = 30;
    private const int StepsPerSecond = 250;

    public SimulatedLoad(ulong seed, ReferenceOptions server, Func<LoadEngineOptions, LoadEngineOptions>? change = null, LinkProfile? line = null)
    {
        Net = new SimulatedNetwork(seed, line ?? LinkProfile.Lan);
        Server = new ReferenceServer(Net.CreateKcpTransport(), server, new WorldOptions { TimeProvider = Net.Clock, RandomSeed = seed });
        Sockets = new CountingSockets(Net);
        var options = new LoadEngineOptions
        {
            Transport = new KcpTransport { Sockets = Sockets, TimeProvider = Net.Clock },
            Server = new Uri("kcp://server:7777"),
            Clients = 50,
            Script = static _ => new MoveScript(),
            Rate = Rate,
            RampPerSecond = 100,
            TimeProvider = Net.Clock,
        };
        Engine = new LoadEngine(change?.Invoke(options) ?? options);
        Net.EveryFrame(server.Rate, Server.Tick);
        Net.Every(TimeSpan.FromSeconds(1.0 / StepsPerSecond), Engine.Step);
    }

    public SimulatedNetwork Net { get; }

    /// <summary>What the clients send and receive.</summary>
    public CountingSockets Sockets { get; }

    public ReferenceServer Server { get; }

    public LoadEngine Engine { get; }

    public void RunUntilAllJoined() => Net.RunUntil(() => Engine.HadAllJoined, TimeSpan.FromSeconds(20));

    public void Dispose()
    {
        Engine.Dispose();
        Server.Dispose();
    }
}
