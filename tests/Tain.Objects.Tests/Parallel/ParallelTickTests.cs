namespace Tain.Tests;

// What is written by several workers, in whatever order they come, is what one would have written.
public class ParallelTickTests
{
    private const int Clients = 150;
    private const int Objects = 300;
    private const int Ticks = 12;

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(300)]
    public void ManyWorkersSendTheSameBytesAsOne(int groups)
    {
        Dictionary<int, List<string>> alone = Play(TickWorkers.Single, groups);
        Dictionary<int, List<string>> backwards = Play(new Backwards(3), groups);

        Assert.Equal(Clients, alone.Count);
        Assert.True(alone.Values.Sum(packets => packets.Count) > Clients * Ticks);
        foreach ((int id, List<string> packets) in alone) Assert.Equal(packets, backwards[id]);
    }

    [Fact]
    public void AComponentThatChangesAnotherInItsStateIsHeardInTheNextTick()
    {
        (ServerSide session, Actor[] actors) = Start(new Backwards(3), out _);
        GameObject asked = session.World.Instantiate("Bare");
        Meddler meddler = asked.AddComponent<Meddler>();
        session.Server.Spawn(asked);
        Run(session);
        meddler.Victim = actors[^1];

        foreach (Actor actor in actors) actor.title = "busy";
        meddler.SetDirty();
        Run(session);
        Assert.True(actors[^1].IsDirty_BitsOnly());
        Run(session);

        Assert.False(actors[^1].IsDirty_BitsOnly());
    }

    private static (ServerSide Side, Actor[] Actors) Start(TickWorkers workers, out RecordingTransport transport)
    {
        transport = new RecordingTransport();
        var clock = new ManualClock();
        var side = new ServerSide(clock, transport, new NetworkServerOptions { sendRate = Session.Rate, maxConnections = Clients, joinBytesPerTick = 0, joinBytesPerTickTotal = 0, tickWorkers = workers });
        Actor[] actors = [.. Enumerable.Range(0, Objects).Select(i => side.Spawn(null, i % 3 == 0 ? "Secret" : i % 7 == 0 ? "Fast" : "Actor"))];
        for (int id = 1; id <= Clients; id++) transport.Connect(id);
        Run(side);
        foreach (NetworkConnectionToClient connection in side.Server.connections.Values)
        {
            side.Server.AddPlayerForConnection(connection, side.World.Instantiate("Actor"));
            if (connection.connectionId % 2 == 0) actors[connection.connectionId].netIdentity.AssignClientAuthority(connection);
        }
        return (side, actors);
    }

    private static void Run(ServerSide side)
    {
        ((ManualClock)side.World.TimeProvider).Advance(Session.FrameSeconds);
        side.Tick();
    }

    private static Dictionary<int, List<string>> Play(TickWorkers workers, int groupCount)
    {
        (ServerSide side, Actor[] actors) = Start(workers, out RecordingTransport transport);
        if (groupCount > 1)
        {
            VisibilityGroup[] groups = [.. Enumerable.Range(0, groupCount).Select(i => side.Server.CreateGroup($"group {i}"))];
            for (int i = 0; i < Objects; i++) groups[i % groupCount].Add(actors[i].netIdentity);
            foreach (NetworkConnectionToClient connection in side.Server.connections.Values)
            {
                for (int i = 0; i < groupCount; i += 1 + (connection.connectionId % 4)) groups[i].Subscribe(connection);
            }
        }
        var random = new Random(5);
        for (int tick = 0; tick < Ticks; tick++)
        {
            foreach (Actor actor in actors)
            {
                if (random.Next(4) > 0) actor.health = random.Next();
                if (random.Next(4) == 0) actor.title = $"tick {tick}";
                if (actor.gameObject.GetComponents<Actor>() is [_, var second]) second.health = tick;
            }
            actors[tick].syncInterval = 0.05f;
            Run(side);
        }
        return transport.Sent.ToDictionary();
    }

    // The last share first, each on a thread of its own.
    private sealed class Backwards(int workers) : TickWorkers
    {
        public override int count => workers;

        public override void Run(int shares, Action<int> work)
        {
            Assert.InRange(shares, 2, workers);
            for (int share = shares - 1; share >= 0; share--)
            {
                int number = share;
                var thread = new Thread(() => work(number));
                thread.Start();
                thread.Join();
            }
        }
    }

    private sealed class Meddler : NetworkBehaviour
    {
        public Actor? Victim { get; set; }

        protected internal override bool Weaved() => true;

        public override void OnSerialize(NetworkWriter writer, bool initialState)
        {
            if (Victim is not null && !initialState) Victim.health = -7;
        }
    }
}
