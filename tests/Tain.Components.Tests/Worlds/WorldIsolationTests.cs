using Tain.Transports;

namespace Tain.Tests;

/// <summary>Worlds share nothing that changes: made and played on many threads at once they are as alone.</summary>
public class WorldIsolationTests
{
    // These classes are used here only, so that their tables are made by all threads at once.
    public struct FirstMessage : NetworkMessage
    {
        public FirstValue value;
        public List<FirstValue> more;
    }

    public struct FirstValue
    {
        public int number;
        public string text;
    }

    [Fact]
    public void WorldsThatAreMadeAtOnceDoNotDisturbEachOther()
    {
        const int Worlds = 64;
        var failures = new Exception?[Worlds];
        using var together = new Barrier(8);
        Thread[] threads = [.. Enumerable.Range(0, 8).Select(thread => new Thread(() =>
        {
            together.SignalAndWait();
            for (int i = thread; i < Worlds; i += 8) failures[i] = Record.Exception(() => Play(i));
        }))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        Assert.All(failures, Assert.Null);
    }

    // A server with a player, state, a collection, a call each way and a message, in a world of its own.
    private static void Play(int number)
    {
        var clock = new ManualClock();
        var log = new RecordedLog();
        var wire = new MemoryTransport();
        var options = new WorldOptions { TimeProvider = clock, LoggerFactory = log };
        using var serverWorld = new World(options);
        using var clientWorld = new World(options);
        foreach (World world in (World[])[serverWorld, clientWorld])
        {
            world.prefabs.Add("First", 4001, go =>
            {
                go.AddComponent<NetworkIdentity>();
                go.AddComponent<FirstUse>();
            });
        }
        using var server = new NetworkServer(serverWorld, wire, new NetworkServerOptions { sendRate = 64, playerPrefab = serverWorld.prefabs.Get("First") });
        using var client = new NetworkClient(clientWorld, wire, new NetworkClientOptions { sendRate = 64 });
        FirstMessage received = default;
        client.RegisterHandler<FirstMessage>(message => received = message);
        server.Listen();
        client.Connect("localhost");
        Run();
        FirstUse mine = client.localPlayer!.GetComponent<FirstUse>()!;
        FirstUse theirs = server.connections.Values.Single().identity!.GetComponent<FirstUse>()!;
        mine.CmdAsk(new FirstValue { number = number, text = $"world {number}" });
        server.SendToAll(new FirstMessage { value = new FirstValue { number = -number, text = "hello" }, more = [new FirstValue { number = number }] });
        Run();
        Assert.Equal(number, theirs.asked.number);
        Assert.Equal($"world {number}", mine.asked.text);
        Assert.Equal([number], mine.list);
        Assert.Equal(number + 1, mine.answered);
        Assert.Equal(-number, received.value.number);
        Assert.Equal(number, Assert.Single(received.more!).number);
        Assert.Equal("", log.ToString());

        void Run()
        {
            for (int i = 0; i < 10; i++)
            {
                clock.Advance(1.0 / 64);
                clientWorld.Tick(1f / 64);
                serverWorld.Tick(1f / 64);
            }
        }
    }
}
