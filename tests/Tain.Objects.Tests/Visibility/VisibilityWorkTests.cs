using Tain.Kit;

namespace Tain.Tests;

// Design decisions 6 to 8 where who sees what is not the same for all: work follows change, and once warm nothing is allocated.
public class VisibilityWorkTests
{
    private const int Warmup = 300;
    private const int Measured = 300;

    private readonly Session _session = new();

    private NetworkServer Server => _session.NetworkServer;

    [Fact]
    public void AnIdleWorldVisitsNothingHoweverItIsSeen()
    {
        HalfRule rule = AddRule();
        for (int i = 0; i < 5; i++) _session.Join();
        VisibilityGroup cellar = Server.CreateGroup("cellar");
        foreach (NetworkConnectionToClient connection in Server.connections.Values) cellar.Subscribe(connection);
        Actor[] actors = [.. Enumerable.Range(0, 100).Select(_ => _session.Server.Spawn())];
        for (int i = 0; i < 50; i++) cellar.Add(actors[i].netIdentity);
        actors[0].health = 1;
        actors[99].health = 1;
        _session.Run(5);
        long visits = Server.StateVisits;
        int questions = rule.Questions;

        _session.Run(50);
        Assert.Equal(visits, Server.StateVisits);
        Assert.Equal(questions, rule.Questions);

        actors[1].health = 2;
        actors[98].health = 2;
        _session.Run(5);
        Assert.Equal(visits + 2, Server.StateVisits);
    }

    [Fact]
    public void OneChangeIsWrittenOnceForAHundredObserversAndTheirOwner()
    {
        for (int i = 0; i < 100; i++) _session.Connect();
        _session.Run(6);
        Assert.Equal(100, Server.connections.Values.Count(connection => connection.identity is not null));
        GameObject made = _session.Server.World.CreateGameObject("counted");
        made.AddComponent<NetworkIdentity>();
        CountedWriter counted = made.AddComponent<CountedWriter>();
        CountedWriter secret = made.AddComponent<CountedWriter>();
        secret.syncMode = SyncMode.Owner;
        made.GetComponent<NetworkIdentity>()!.assetId = 1;
        Server.Spawn(made, Server.connections[7]);
        Assert.Equal((1, 0), (counted.Initials, counted.Deltas));

        counted.SetDirty();
        secret.SetDirty();
        _session.Server.Tick();

        Assert.Equal((1, 0), (counted.Initials, counted.Deltas));
        _session.Run();
        Assert.Equal((1, 1), (counted.Initials, counted.Deltas));
        Assert.Equal((1, 1), (secret.Initials, secret.Deltas));
    }

    [Fact]
    public void WhoSeesNeighbouringFramesCopiesThemInOnePiece()
    {
        var arena = new FrameArena();
        var own = new FrameArena();
        for (byte i = 0; i < 10; i++) arena.Add([i], slot: i, default);
        own.Add([100], slot: 0, default);
        var all = new CopyingConnection(1);
        var owner = new CopyingConnection(2);
        var half = new CopyingConnection(3);
        FrameOutbox ofAll = new(), ofOwner = new(), ofHalf = new();

        // Five groups of two objects. One connection owns the first object of the second group and gets something else in its place; another sees each second group.
        for (int from = 0; from < 10; from += 2)
        {
            if (from == 2) ofOwner.Put(2, skips: true, own, 0);
            ofAll.AddGroup(arena, from, from + 2);
            ofOwner.AddGroup(arena, from, from + 2);
            if (from % 4 == 0) ofHalf.AddGroup(arena, from, from + 2);
        }
        ofAll.CopyFrames(all, Channels.Reliable);
        ofOwner.CopyFrames(owner, Channels.Reliable);
        ofHalf.CopyFrames(half, Channels.Reliable);

        Assert.Equal(["0 1 2 3 4 5 6 7 8 9"], all.Copies);
        Assert.Equal(["0 1", "100", "3 4 5 6 7 8 9"], owner.Copies);
        Assert.Equal(["0 1", "4 5", "8 9"], half.Copies);
    }

    [Fact]
    public void MovingBetweenGroupsAllocatesNothingOnceWarm()
    {
        ClientSide[] clients = [_session.Join(), _session.Join(), _session.Join()];
        NetworkConnectionToClient[] connections = [.. clients.Select(_session.ConnectionOf)];
        VisibilityGroup cellar = Server.CreateGroup("cellar"), attic = Server.CreateGroup("attic");
        cellar.Subscribe(connections[0]);
        attic.Subscribe(connections[1]);
        Actor[] actors = [.. Enumerable.Range(0, 20).Select(i => _session.Server.Spawn(i % 5 == 0 ? connections[i % 3] : null, i % 2 == 0 ? "Secret" : "Actor"))];

        long allocated = Measure(clients, frame =>
        {
            foreach (Actor actor in actors) actor.health = frame;
            (frame % 2 == 0 ? cellar : attic).Add(actors[frame % 20].netIdentity);
            if (frame % 3 == 0) cellar.Subscribe(connections[2]);
            if (frame % 3 == 1) cellar.Unsubscribe(connections[2]);
            if (frame % 7 == 0) Server.HideForConnection(actors[3].netIdentity, connections[0]);
            if (frame % 7 == 3) Server.ShowForConnection(actors[3].netIdentity, connections[0]);
        });

        Assert.Equal(0, allocated);
        Assert.All(clients, client => Assert.Empty(client.Log.Lines));
    }

    [Fact]
    public void RebuildingByARuleAllocatesNothingOnceWarm()
    {
        HalfRule rule = AddRule();
        ClientSide[] clients = [_session.Join(), _session.Join(), _session.Join()];
        Actor[] actors = [.. Enumerable.Range(0, 20).Select(_ => _session.Server.Spawn())];

        long allocated = Measure(clients, frame =>
        {
            foreach (Actor actor in actors) actor.health = frame;
            rule.Phase = frame / 4;
            rule.RebuildEverything();
        });

        Assert.Equal(0, allocated);
        Assert.All(clients, client => Assert.Empty(client.Log.Lines));
    }

    private HalfRule AddRule() => _session.Server.World.CreateGameObject("interest").AddComponent<HalfRule>();

    private long Measure(ClientSide[] clients, Action<int> script)
    {
        Run(clients, script, 0, Warmup);
        return Run(clients, script, Warmup, Measured);
    }

    private long Run(ClientSide[] clients, Action<int> script, int firstFrame, int frames)
    {
        long allocated = 0;
        for (int frame = firstFrame; frame < firstFrame + frames; frame++)
        {
            _session.Clock.Advance(Session.FrameSeconds);
            int now = frame;
            allocated += Allocations.Of(() =>
            {
                script(now);
                _session.Server.Tick();
            });
            foreach (ClientSide client in clients) client.Tick();
        }
        return allocated;
    }

    /// <summary>Shows each client half of the objects, and another half in each phase.</summary>
    private sealed class HalfRule : InterestManagement
    {
        public int Phase { get; set; }

        public int Questions { get; private set; }

        public override bool OnCheckObserver(NetworkIdentity identity, NetworkConnectionToClient newObserver)
        {
            Questions++;
            return (identity.netId + newObserver.connectionId + Phase) % 2 == 0;
        }

        public override void OnRebuildObservers(NetworkIdentity identity, HashSet<NetworkConnectionToClient> newObservers)
        {
            foreach (NetworkConnectionToClient connection in NetworkServer.connections.Values)
            {
                if (OnCheckObserver(identity, connection)) newObservers.Add(connection);
            }
        }

        public void RebuildEverything() => RebuildAll();
    }

    private sealed class CountedWriter : NetworkBehaviour
    {
        public int Initials { get; private set; }

        public int Deltas { get; private set; }

        public override void OnSerialize(NetworkWriter writer, bool initialState)
        {
            if (initialState) Initials++;
            else Deltas++;
            base.OnSerialize(writer, initialState);
        }

        protected internal override bool Weaved() => true;
    }

    /// <summary>Writes down what is copied to it, a text per piece.</summary>
    private sealed class CopyingConnection(int id) : NetworkConnectionToClient(id)
    {
        public List<string> Copies { get; } = [];

        public override void SendFrames(ReadOnlySpan<byte> frames, int start, ReadOnlySpan<int> frameEnds, int channelId = Channels.Reliable)
        {
            var numbers = new List<byte>();
            foreach (int end in frameEnds) numbers.Add(frames[end - 1]);
            Copies.Add(string.Join(' ', numbers));
        }
    }
}
