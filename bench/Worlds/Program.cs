using Tain;
using Tain.Bench;
using Tain.Transports;

// What worlds cost that run side by side in one process: processor time of the process per second, and how late their ticks came.
// Clients are connections to a transport that forgets what it is given, so what is measured is the worlds. Run it in Release:
// dotnet run -c Release --project bench/Worlds [seconds] [threads]
int seconds = args.Length > 0 ? int.Parse(args[0]) : 10;
int threads = args.Length > 1 ? int.Parse(args[1]) : 0;
const int TickRate = 30;

Console.WriteLine($"{Environment.ProcessorCount} processors, {seconds} s each, {TickRate} ticks per second, {(threads == 0 ? "a thread per processor" : $"{threads} threads")}");
Console.WriteLine();
Console.WriteLine("| what | % of one core | µs per tick | median of the worlds' p99, ms | longest tick, ms | late ticks | dropped ticks | bytes allocated per tick |");
Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
Measure("300 worlds without a network", 300, _ => { });
using (var shared = new SharedTransport(new KcpTransport { Port = 0 }))
{
    Measure("300 worlds on one KCP port, nobody there", 300, world =>
    {
        var server = new NetworkServer(world, shared.For(Guid.NewGuid().ToString()));
        server.Listen();
    });
}
Measure("100 worlds, 10 clients each see 10 players that change in every tick and 40 objects that rest", 100, Populate);
Measure("300 worlds of the same", 300, Populate);

void Measure(string what, int worlds, Action<World> setUp)
{
    using var host = new WorldHost(new WorldHostOptions { threads = threads, tickRate = TickRate });
    WorldHandle[] handles = [.. Enumerable.Range(0, worlds).Select(i => host.Add($"world {i}", setUp))];
    host.Start();
    foreach (WorldHandle handle in handles)
    {
        if (!handle.started.GetAwaiter().GetResult()) throw new InvalidOperationException($"{handle}: {handle.failure}");
    }
    Wait(2);
    WorldStats[] before = [.. handles.Select(handle => handle.stats)];
    TimeSpan cpu = Environment.CpuUsage.TotalTime;
    long begun = TimeProvider.System.GetTimestamp();
    Wait(seconds);
    double used = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds, passed = TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
    WorldStats[] after = [.. handles.Select(handle => handle.stats)];
    long ticks = Sum(after, before, stats => stats.ticks);
    double p99 = after.Select(stats => stats.p99TickSeconds).Order().ElementAt(after.Length / 2) * 1000;
    Console.WriteLine($"| {what} | {used / passed * 100:F0} | {used / ticks * 1e6:F1} | {p99:F2} | {after.Max(stats => stats.maxTickSeconds) * 1000:F1} | {Sum(after, before, stats => stats.lateTicks)} of {ticks} | {Sum(after, before, stats => stats.droppedTicks)} | {Sum(after, before, stats => stats.allocatedBytes) / ticks} |");
}

static long Sum(WorldStats[] after, WorldStats[] before, Func<WorldStats, long> figure) => after.Sum(figure) - before.Sum(figure);

static void Wait(double seconds) => Thread.Sleep(TimeSpan.FromSeconds(seconds));

static void Populate(World world)
{
    const int Clients = 10, Resting = 40;
    world.prefabs.Add("Soldier", go =>
    {
        go.AddComponent<NetworkIdentity>();
        go.AddComponent<Soldier>();
    });
    var transport = new NullTransport();
    var server = new NetworkServer(world, transport, new NetworkServerOptions { sendRate = TickRate });
    var players = new List<Soldier>();
    server.OnConnectedEvent = connection =>
    {
        GameObject player = world.Instantiate(world.prefabs.Get("Soldier"));
        server.AddPlayerForConnection(connection, player);
        players.Add(player.GetComponent<Soldier>()!);
    };
    server.Listen();
    for (int i = 0; i < Resting; i++) server.Spawn(world.Instantiate(world.prefabs.Get("Soldier")));
    for (int i = 1; i <= Clients; i++) transport.Connect(i);
    int ticks = 0;
    world.EarlyUpdate += () =>
    {
        if (++ticks == 30 && (transport.SentBytes == 0 || !players.TrueForAll(player => player.netIdentity.observers.Count == Clients)))
        {
            Console.Error.WriteLine("The players do not see each other, so this would measure nothing.");
            Environment.Exit(1);
        }
        foreach (Soldier player in players) player.health++;
    };
}
