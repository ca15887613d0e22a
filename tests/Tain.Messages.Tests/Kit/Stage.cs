using Tain.Messages;
using Tain.Simulation;
using Tain.Transports;

namespace Tain.Tests;

/// <summary>A server and its clients on a memory wire under a simulated clock, with raw transport clients for the enemies.</summary>
internal sealed class Stage : IDisposable
{
    public static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(10);

    private readonly MemoryTransport _wire = new();
    private readonly List<MessageClient> _clients = [];
    private readonly List<TransportClient> _enemies = [];

    /// <summary>Starts the server.</summary>
    /// <param name="options">Makes its options, of the stage's clock and log.</param>
    public Stage(Func<TimeProvider, CollectingLogger, MessageServerOptions>? options = null)
    {
        Server = new MessageServer(_wire.CreateServer(), options?.Invoke(Clock, Log) ?? new MessageServerOptions { TimeProvider = Clock, Logger = Log });
        Server.RegisterHandler<Note>((connection, note) => Received.Add($"{connection.connectionId}: {note}"));
        Server.Connected += connection => Events.Add($"connected {connection.connectionId}");
        Server.Disconnected += connection => Events.Add($"disconnected {connection.connectionId}");
        Server.Start();
    }

    public SimulatedClock Clock { get; } = new();

    public CollectingLogger Log { get; } = new();

    public MessageServer Server { get; }

    /// <summary>The notes that the server has handled: who, number, text, payload.</summary>
    public List<string> Received { get; } = [];

    /// <summary>Who came and went.</summary>
    public List<string> Events { get; } = [];

    /// <summary>Makes a client and connects it.</summary>
    public MessageClient Join(Action<MessageClient>? prepare = null)
    {
        MessageClient client = AddClient(prepare);
        client.Connect("memory");
        Run();
        return client;
    }

    /// <summary>Makes a client that does not connect yet.</summary>
    public MessageClient AddClient(Action<MessageClient>? prepare = null)
    {
        var client = new MessageClient(_wire.CreateClient(), new MessageClientOptions { TimeProvider = Clock, Logger = Log });
        prepare?.Invoke(client);
        _clients.Add(client);
        return client;
    }

    /// <summary>Connects somebody who can send any bytes, and does not care what comes.</summary>
    public TransportClient JoinEnemy()
    {
        TransportClient enemy = JoinReader();
        _enemies.Add(enemy);
        Run();
        return enemy;
    }

    /// <summary>Connects somebody who can send any bytes, and takes what comes by itself; to be disposed.</summary>
    public TransportClient JoinReader()
    {
        TransportClient reader = _wire.CreateClient();
        reader.Connect("memory");
        return reader;
    }

    /// <summary>Runs frames: everybody receives, everybody sends.</summary>
    /// <param name="frames">How many.</param>
    /// <param name="sends">False: the server only receives, as one that ticks more often than it sends.</param>
    public void Run(int frames = 3, bool sends = true)
    {
        for (int i = 0; i < frames; i++)
        {
            Clock.Advance(Frame);
            Server.Receive();
            foreach (MessageClient client in _clients) client.Receive();
            if (sends) Server.Flush();
            foreach (MessageClient client in _clients) client.Flush();
            foreach (TransportClient enemy in _enemies) Pump(enemy);
        }
    }

    /// <summary>Sends bytes of an enemy and lets the server have them.</summary>
    public void Attack(TransportClient enemy, ReadOnlySpan<byte> packet, Channel channel = Channel.Reliable)
    {
        enemy.Send(packet, channel);
        enemy.Flush();
        Run();
    }

    public void Dispose()
    {
        foreach (MessageClient client in _clients) client.Dispose();
        foreach (TransportClient enemy in _enemies) enemy.Dispose();
        Server.Dispose();
    }

    private static void Pump(TransportClient enemy)
    {
        while (enemy.TryReceive(out _))
        {
        }

        enemy.Flush();
    }
}
