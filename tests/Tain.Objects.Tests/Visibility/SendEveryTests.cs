namespace Tain.Tests;

// Groups that are sent to some clients less often than in each tick.
public class SendEveryTests
{
    private readonly Session _session = new();
    private readonly VisibilityGroup _group;

    public SendEveryTests() => _group = _session.NetworkServer.CreateGroup("far away");

    [Fact]
    public void ChangesComeEverySoManyTicksWithTheValuesOfThen()
    {
        ClientSide near = Join(1), far = Join(4);
        Actor actor = Spawn();

        for (int tick = 1; tick <= 40; tick++)
        {
            actor.health = tick;
            _session.Run();
        }

        Assert.Equal(40, near.CopyOf(actor)!.Journal.Count(line => line.StartsWith("health", StringComparison.Ordinal)));
        Assert.InRange(far.CopyOf(actor)!.Journal.Count(line => line.StartsWith("health", StringComparison.Ordinal)), 9, 11);
        _session.Run(4);
        Assert.Equal(40, far.CopyOf(actor)!.health);
    }

    [Fact]
    public void ManyWhoAreFarAreWrittenForOnce()
    {
        ClientSide[] far = [.. Enumerable.Range(0, 5).Select(_ => Join(3))];
        Actor[] actors = [.. Enumerable.Range(0, 4).Select(_ => Spawn())];
        for (int tick = 1; tick <= 9; tick++)
        {
            foreach (Actor actor in actors) actor.health = tick;
            _session.Run();
        }
        _session.Run(3);

        Assert.All(far, client => Assert.All(actors, actor => Assert.Equal(9, client.CopyOf(actor)!.health)));
    }

    [Fact]
    public void WhoComesNearerGetsWhatItIsOwedAtOnce()
    {
        ClientSide client = Join(1_000);
        Actor actor = Spawn();
        actor.health = 5;
        _session.Run(10);
        Assert.Equal(100, client.CopyOf(actor)!.health);

        _group.Subscribe(_session.ConnectionOf(client));
        _session.Run();

        Assert.Equal(5, client.CopyOf(actor)!.health);
    }

    [Fact]
    public void AnObjectThatComesNearerBringsWhatIsOwed()
    {
        ClientSide client = Join(1_000);
        Actor actor = Spawn();
        actor.health = 5;
        _session.Run(10);
        VisibilityGroup near = _session.NetworkServer.CreateGroup("near");
        near.Subscribe(_session.ConnectionOf(client));

        near.Add(actor.netIdentity);
        _session.Run();

        Assert.Equal(5, client.CopyOf(actor)!.health);
        Assert.DoesNotContain("OnStopClient", client.CopyOf(actor)!.Journal);
    }

    [Fact]
    public void CallsAndCollectionsAndAnOwnersObjectsDoNotWait()
    {
        ClientSide client = Join(1_000);
        Actor others = Spawn();
        GameObject made = _session.Server.World.Instantiate("Secret");
        _group.Add(made.GetComponent<NetworkIdentity>()!);
        _session.NetworkServer.Spawn(made, _session.ConnectionOf(client));
        _session.Run(3);
        Actor own = made.GetComponent<Actor>()!;

        others.RpcSay("now");
        own.health = 5;
        made.GetComponents<Actor>()[1].health = 6;
        _session.Run();

        Assert.Contains("RpcSay now", client.CopyOf(others)!.Journal);
        Assert.Equal(5, client.CopyOf(own)!.health);
        Assert.Equal(6, client.CopyOf(own)!.gameObject.GetComponents<Actor>()[1].health);
    }

    [Fact]
    public void WhoBecomesTheOwnerOfSomethingIsToldWhatItIsOwedOfIt()
    {
        ClientSide client = Join(1_000);
        ClientSide other = Join(1_000);
        GameObject made = _session.Server.World.Instantiate("Owned");
        _group.Add(made.GetComponent<NetworkIdentity>()!);
        _session.NetworkServer.Spawn(made);
        _session.Run(3);
        Actor thing = made.GetComponent<Actor>()!;
        thing.health = 5;
        _session.Run(3);
        Assert.Equal(100, client.CopyOf(thing)!.health);

        // From then on the owner is told nothing of it: it decides.
        thing.netIdentity.AssignClientAuthority(_session.ConnectionOf(client));
        _session.Run();

        Assert.Equal(5, client.CopyOf(thing)!.health);
        Assert.Equal(100, other.CopyOf(thing)!.health);
        _group.Subscribe(_session.ConnectionOf(other));
        _session.Run();
        Assert.Equal(5, other.CopyOf(thing)!.health);
    }

    [Fact]
    public void HowOftenIsAtLeastOnce()
    {
        ClientSide client = Join(1);

        Assert.Throws<ArgumentOutOfRangeException>(() => _group.Subscribe(_session.ConnectionOf(client), 0));
    }

    private ClientSide Join(int sendEvery)
    {
        ClientSide client = _session.Join();
        _group.Subscribe(_session.ConnectionOf(client), sendEvery);
        return client;
    }

    private Actor Spawn()
    {
        GameObject made = _session.Server.World.Instantiate("Actor");
        _group.Add(made.GetComponent<NetworkIdentity>()!);
        _session.NetworkServer.Spawn(made);
        _session.Run(2);
        return made.GetComponent<Actor>()!;
    }
}
