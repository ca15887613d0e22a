namespace Tain.Tests;

// Design decisions 6 and 7: work follows change, each object is written once, each connection gets few pieces.
[Trait("Behaviour", "1.3"), Trait("Behaviour", "15")]
public class BroadcastTests
{
    private readonly Session _session = new();

    [Fact]
    public void OnlyWhatChangedIsVisited()
    {
        _session.Join();
        Counting[] objects = [.. Enumerable.Range(0, 100).Select(_ => SpawnCounting())];
        _session.Run(3);
        foreach (Counting one in objects) one.Deltas = 0;

        objects[42].SetDirty();
        _session.Run(5);

        Assert.Equal(1, objects[42].Deltas);
        Assert.Equal(1, objects.Sum(one => one.Deltas));
    }

    [Fact]
    public void AChangedObjectIsWrittenOnceHoweverManySeeIt()
    {
        for (int i = 0; i < 5; i++) _session.Join();
        Counting counting = SpawnCounting();
        _session.Run(3);
        counting.Deltas = 0;

        counting.SetDirty();
        _session.Run(3);

        Assert.Equal(1, counting.Deltas);
    }

    [Fact]
    public void OwnersGetTheirOwnVersionAndTheOthersTheirs()
    {
        ClientSide owner = _session.Join();
        ClientSide other = _session.Join();
        Actor[] before = [_session.Server.Spawn(), _session.Server.Spawn()];
        Actor secret = _session.Server.Spawn(_session.ConnectionOf(owner), "Secret");
        Actor[] after = [_session.Server.Spawn(), _session.Server.Spawn()];
        _session.Run(3);

        // One tick in which everything changes, so that the owner's place is cut out of the middle.
        foreach (Actor actor in (Actor[])[.. before, secret, .. after]) actor.health = 5;
        secret.gameObject.GetComponents<Actor>()[1].health = 6;
        _session.Run(3);

        foreach (Actor actor in (Actor[])[.. before, secret, .. after])
        {
            Assert.Equal(5, owner.CopyOf(actor)!.health);
            Assert.Equal(5, other.CopyOf(actor)!.health);
            Assert.Single(owner.CopyOf(actor)!.Journal, "health 100 -> 5");
        }
        Assert.Equal(6, owner.CopyOf(secret)!.gameObject.GetComponents<Actor>()[1].health);
        Assert.Equal(100, other.CopyOf(secret)!.gameObject.GetComponents<Actor>()[1].health);
    }

    [Fact]
    public void ANewOwnerGetsWhatIsForOwnersOnly()
    {
        ClientSide first = _session.Join();
        ClientSide second = _session.Join();
        Actor secret = _session.Server.Spawn(_session.ConnectionOf(first), "Secret");
        secret.gameObject.GetComponents<Actor>()[1].health = 6;
        _session.Run(3);

        secret.netIdentity.RemoveClientAuthority();
        secret.netIdentity.AssignClientAuthority(_session.ConnectionOf(second));
        _session.Run(3);

        Assert.Equal(6, second.CopyOf(secret)!.gameObject.GetComponents<Actor>()[1].health);
    }

    [Fact]
    public void AnObjectThatIsSpawnedAnewInTheTickOfItsChangeDoesNotPushOthersOut()
    {
        ClientSide client = _session.Join();
        Actor first = _session.Server.Spawn(), second = _session.Server.Spawn(), third = _session.Server.Spawn();
        _session.Run(3);

        first.health = 1;
        second.health = 2;
        _session.NetworkServer.UnSpawn(first.gameObject);
        _session.NetworkServer.Spawn(first.gameObject);
        first.health = 3;
        third.health = 4;
        _session.Run(2);

        Assert.Equal((3, 2, 4), (client.CopyOf(first)!.health, client.CopyOf(second)!.health, client.CopyOf(third)!.health));
    }

    [Fact]
    public void AnObjectWithASyncIntervalWaitsAndIsNotVisitedMeanwhile()
    {
        ClientSide client = _session.Join();
        Actor actor = _session.Server.Spawn();
        actor.syncInterval = 0.5f;
        _session.Run(40);

        actor.health = 1;
        _session.Run(2);
        Assert.Equal(1, client.CopyOf(actor)!.health);

        actor.health = 2;
        _session.Run(3);
        Assert.Equal(0, _session.NetworkServer.Dirty.Count);
        _session.Run(20);
        Assert.Equal(1, client.CopyOf(actor)!.health);
        _session.Run(12);
        Assert.Equal(2, client.CopyOf(actor)!.health);
    }

    [Fact]
    public void ChangesThatNobodySeesGoWithTheSpawnOfTheFirstWhoDoes()
    {
        Counting counting = SpawnCounting();
        counting.SetDirty();
        _session.Run(5);
        Assert.Equal(0, counting.Deltas);

        _session.Join();

        Assert.Equal(0, counting.Deltas);
        Assert.False(counting.IsDirty_BitsOnly());
    }

    [Fact]
    public void AnObjectSeenIndividuallyIsKeptUpToDate()
    {
        ClientSide seeing = _session.Join();
        ClientSide blind = _session.Join();
        Actor actor = _session.Server.Spawn();
        _session.Run(2);

        _session.NetworkServer.Observation.Hide(actor.netIdentity, _session.ConnectionOf(blind));
        actor.health = 4;
        _session.Run(3);

        Assert.Equal(4, seeing.CopyOf(actor)!.health);
        Assert.Null(blind.CopyOf(actor));
        Assert.Empty(blind.Log.Lines);

        _session.NetworkServer.Observation.Show(actor.netIdentity, _session.ConnectionOf(blind));
        actor.health = 5;
        _session.Run(3);
        Assert.Equal(5, blind.CopyOf(actor)!.health);
        Assert.Equal(5, seeing.CopyOf(actor)!.health);
    }

    [Fact]
    public void ForcedHiddenIsForTheOwnerOnlyAndServerOnlyForNobody()
    {
        ClientSide owner = _session.Join();
        ClientSide other = _session.Join();
        Actor hidden = Make(identity => identity.visibility = Visibility.ForceHidden, _session.ConnectionOf(owner));
        Actor serverOnly = Make(identity => identity.serverOnly = true, null);
        hidden.health = 3;
        serverOnly.health = 3;
        ClientSide late = _session.Join();

        Assert.Equal(3, owner.CopyOf(hidden)!.health);
        Assert.Null(other.CopyOf(hidden));
        Assert.Null(late.CopyOf(hidden));
        Assert.Null(owner.CopyOf(serverOnly));
        Assert.Null(late.CopyOf(serverOnly));
        Assert.Empty(serverOnly.netIdentity.observers);
        Assert.Empty(late.Log.Lines);
    }

    [Fact]
    public void AnInactiveObjectIsNotShownToALateJoinerAndSendsItNothing()
    {
        ClientSide early = _session.Join();
        Actor actor = _session.Server.Spawn();
        _session.Run(2);
        actor.gameObject.SetActive(false);

        ClientSide late = _session.Join();
        actor.health = 9;
        _session.Run(3);

        Assert.Equal(9, early.CopyOf(actor)!.health);
        Assert.Null(late.CopyOf(actor));
        Assert.Empty(late.Log.Lines);
    }

    [Fact]
    public void StateThatNoPacketCanHoldIsNotSentAndNamed()
    {
        ClientSide client = _session.Join();
        Actor actor = _session.Server.Spawn();
        _session.Run(2);

        actor.title = new string('x', 65_533);
        _session.Run(3);

        Assert.Null(client.CopyOf(actor)!.title);
        Assert.Equal(1, _session.Server.Log.Count("Split it over several components"));
        Assert.True(client.Client.isConnected);
    }

    private Counting SpawnCounting()
    {
        if (!_session.Server.World.prefabs.TryGet("Counting", out Prefab? prefab)) prefab = AddCounting(_session.Server.World);
        foreach (ClientSide client in _session.Clients)
        {
            if (!client.World.prefabs.TryGet("Counting", out _)) AddCounting(client.World);
        }
        GameObject made = _session.Server.World.Instantiate(prefab);
        _session.NetworkServer.Spawn(made);
        return made.GetComponent<Counting>()!;
    }

    private static Prefab AddCounting(World world) => world.prefabs.Add("Counting", 7777, go =>
    {
        go.AddComponent<NetworkIdentity>();
        go.AddComponent<Counting>();
    });

    private Actor Make(Action<NetworkIdentity> setUp, NetworkConnectionToClient? owner)
    {
        GameObject made = _session.Server.World.Instantiate("Actor");
        setUp(made.GetComponent<NetworkIdentity>()!);
        _session.NetworkServer.Spawn(made, owner);
        return made.GetComponent<Actor>()!;
    }

    private sealed class Counting : NetworkBehaviour
    {
        public int Deltas { get; set; }

        public override void OnSerialize(NetworkWriter writer, bool initialState)
        {
            if (!initialState) Deltas++;
            base.OnSerialize(writer, initialState);
        }

        protected internal override bool Weaved() => true;
    }
}
