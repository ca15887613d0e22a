using System.Globalization;
using Tain.Transports;

namespace Tain.Bench;

/// <summary>What connections and objects weigh on the managed heap: the difference that many of them make, divided by their number.</summary>
internal static class MemoryScenarios
{
    private const int Connections = 1_000;
    private const int Players = 300;
    private const int ConnectsPerTick = 10;
    private const int Objects = 10_000;

    // Long enough for batches to give back what the join needed.
    private const int PlayTicks = 600;

    // What is under way when nothing is said any more is acknowledged before the heap is measured.
    private const int SilentTicks = BenchClock.Rate;

    public static void Run()
    {
        Console.WriteLine();
        Console.WriteLine("| (m) memory | bytes each | target |");
        Console.WriteLine("|---|---|---|");
        Print("an object of the engine alone: GameObject", Of(Objects, static () => new World(), static world => Fill(world, "Empty", Objects)), null);
        Print("an object: GameObject, NetworkIdentity and a behaviour with one SyncVar, spawned", OfObjects("Thing"), 1_000);
        Print("an object: GameObject, NetworkIdentity and a behaviour with four SyncVars and a list, spawned", OfObjects("Soldier"), null);
        Print("a connection, nothing sent yet", Of(Connections, static () => new TainSubject(0), static subject => subject.Connect(Connections)), 20_000);
        Print("a connection that has joined and received 100 moving objects, its player included", Of(Players, static () => new TainSubject(100), Play), 20_000);
        Print("a connection over KCP that is connected", OfKcp(objects: 0, SilentTicks), 20_000);
        Print("a connection over KCP that has joined and received 100 moving objects, its player included, a second ago", OfKcp(objects: 100, SilentTicks), 20_000);
        Print("the same, two minutes ago", OfKcp(objects: 100, 120 * SilentTicks), 20_000);
    }

    private static double OfObjects(string prefab) => Of(Objects, static () => new World(), world =>
    {
        var server = new NetworkServer(world, new NullTransport());
        server.Listen();
        foreach (GameObject made in Fill(world, prefab, Objects)) server.Spawn(made);
        world.Tick(0.1f);
        return server;
    });

    private static List<GameObject> Fill(World world, string prefab, int count)
    {
        world.prefabs.Add("Empty", 1, static _ => { });
        world.prefabs.Add("Thing", 2, static go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<Thing>();
        });
        world.prefabs.Add("Soldier", 3, static go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<Soldier>();
        });
        var made = new List<GameObject>(count);
        for (int i = 0; i < count; i++) made.Add(world.Instantiate(prefab));
        return made;
    }

    private static TainSubject Play(TainSubject subject)
    {
        foreach (NetworkConnectionToClient connection in subject.Connect(Players)) subject.Join(connection);
        for (int tick = 0; tick < PlayTicks; tick++)
        {
            foreach (Soldier soldier in subject.Soldiers) soldier.health = tick;
            subject.Tick();
        }
        return subject;
    }

    // The clients are in this process, too; they are let go before the heap is measured, and the server is not told.
    private static double OfKcp(int objects, int silentTicks)
    {
        var clock = new BenchClock();
        var world = new World(new WorldOptions { TimeProvider = clock });
        var transport = new KcpTransport { Port = 0, TimeProvider = clock, MaxConnectionsPerAddress = 0, MaxHalfOpenPerSource = Players };
        using var server = new NetworkServer(world, transport, new NetworkServerOptions { maxConnections = Players, sendRate = BenchClock.Rate });
        server.Listen();
        List<GameObject> soldiers = Fill(world, "Soldier", objects);
        foreach (GameObject soldier in soldiers) server.Spawn(soldier);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        TalkToClients(world, server, transport, clock, [.. soldiers.Select(static soldier => soldier.GetComponent<Soldier>()!)], silentTicks);
        long after = GC.GetTotalMemory(forceFullCollection: true);
        if (server.connections.Count != Players) throw new InvalidOperationException($"{server.connections.Count} of {Players} connections are there.");
        return (after - before) / (double)Players;
    }

    private static void TalkToClients(World world, NetworkServer server, KcpTransport transport, BenchClock clock, Soldier[] soldiers, int silentTicks)
    {
        Uri address = new UriBuilder(server.Uri) { Host = "127.0.0.1" }.Uri;
        var clients = new List<TransportClient>();
        if (soldiers.Length > 0) server.OnConnectedEvent += connection => server.AddPlayerForConnection(connection, world.Instantiate("Soldier"));
        for (int talked = 0; talked < PlayTicks + silentTicks; talked += server.connections.Count / Players)
        {
            for (int i = 0; i < ConnectsPerTick && clients.Count < Players; i++)
            {
                clients.Add(transport.CreateClient());
                clients[^1].Connect(address);
            }
            foreach (TransportClient client in clients)
            {
                while (client.TryReceive(out _)) { }
                client.Flush();
            }
            for (int i = 0; i < soldiers.Length && talked < PlayTicks; i++) soldiers[i].health = talked;
            clock.Advance();
            world.Tick(0.01f);
        }
        foreach (TransportClient client in clients) client.Dispose();
    }

    private static double Of<TWorld, TFilled>(int count, Func<TWorld> make, Func<TWorld, TFilled> fill)
    {
        fill(make());       // statics and caches
        TWorld world = make();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        TFilled filled = fill(world);
        long after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(filled);
        GC.KeepAlive(world);
        return (after - before) / (double)count;
    }

    private static void Print(string what, double bytes, double? target) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {bytes:0} | {(target is { } most ? $"<= {most:0}" : "")} |"));
}
