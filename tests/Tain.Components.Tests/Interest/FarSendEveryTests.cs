using System.Numerics;

namespace Tain.Tests.Interest;

/// <summary>Grids that send what is far away less often. Cells are 10 wide here: up to 15 away along an axis is near, up to 25 is far.</summary>
public class FarSendEveryTests
{
    private const int Every = 8;

    private readonly InterestStage<SpatialHashingInterestManagement> _stage = new(Configure);

    [Fact]
    public void WhatIsNearIsSentInEachIntervalAndWhatIsFarInEveryEighth()
    {
        InterestClient ada = _stage.Join();
        Hero near = Spawn(10), far = Spawn(20);

        Assert.Equal((4 * Every, 4), (Count(ada, near, 4 * Every), Count(ada, far, 4 * Every)));
        _stage.Run(Every);
        _stage.CheckReplicas();
    }

    [Fact]
    public void APlayerThatComesNearerIsToldAtOnceAndThenInEachInterval()
    {
        InterestClient ada = _stage.Join();
        Hero thing = Spawn(20);
        Fall(ada, thing);
        long subscriptions = _stage.Rule.Grid.Subscriptions;

        ada.Place.position = new Vector3(10, 0, 0);
        _stage.Run();

        Assert.Equal(thing.score, Copy(ada, thing).score);
        Assert.Equal(Every, Count(ada, thing, Every));
        // Only the column that came into sight.
        Assert.Equal(5, _stage.Rule.Grid.Subscriptions - subscriptions);

        ada.Place.position = default;
        _stage.Run();
        Assert.Equal(2, Count(ada, thing, 2 * Every));
    }

    [Fact]
    public void AnObjectThatComesNearerBringsWhatIsOwed()
    {
        InterestClient ada = _stage.Join();
        Hero thing = Spawn(20);
        Fall(ada, thing);

        thing.transform.position = new Vector3(10, 0, 0);
        _stage.Run();

        Assert.Equal(thing.score, Copy(ada, thing).score);
        Assert.Equal(Every, Count(ada, thing, Every));
    }

    [Fact]
    public void TheRateCanBeChangedWhileTheGameRuns()
    {
        InterestClient ada = _stage.Join();
        Hero far = Spawn(20);
        _stage.Run(2);
        _stage.Rule.farSendEvery = 2;
        _stage.Run();
        Assert.Equal(Every / 2, Count(ada, far, Every));
        _stage.Rule.farSendEvery = -3;
        _stage.Run();
        Assert.Equal(Every, Count(ada, far, Every));
    }

    [Fact]
    public void WithOneRingAllButTheOwnCellIsFar()
    {
        _stage.Rule.rings = 0;
        InterestClient ada = _stage.Join();
        Hero near = Spawn(5), far = Spawn(10);
        _stage.Run(2);

        Assert.Equal((2 * Every, 2), (Count(ada, near, 2 * Every), Count(ada, far, 2 * Every)));
    }

    [Theory]
    [InlineData(1, 15)]
    [InlineData(2, 10)]
    [InlineData(4, 6)]
    [InlineData(100, 5)]
    public void WithMoreRingsCellsAreSmallerAndSightIsAsFar(int rings, int resolution)
    {
        _stage.Rule.rings = rings;
        InterestClient ada = _stage.Join();
        Assert.Equal(resolution, _stage.Rule.resolution);
        NetworkIdentity seen = _stage.Spawn(new Vector3(30 - resolution / 2f - 0.1f, 0, 0)), unseen = _stage.Spawn(new Vector3(30.1f, 0, 0));
        _stage.Run(2);
        Assert.True(ada.Has(seen));
        Assert.False(ada.Has(unseen));
    }

    [Fact]
    public void FewerBytesAreSent()
    {
        long all = CountBytes(1), fewer = CountBytes(Every);

        // Of nine things, 3 apart, four are in the outer ring, and all but an eighth of what they say is left out.
        Assert.InRange(fewer, all / 2, all * 7 / 10);
    }

    private static void Configure(SpatialHashingInterestManagement rule) => (rule.rebuildInterval, rule.rings, rule.farSendEvery) = (0, 2, Every);

    private static Hero Copy(InterestClient client, Hero thing) => client.Client.spawned[thing.netId].GetComponent<Hero>()!;

    private Hero Spawn(float x)
    {
        NetworkIdentity made = _stage.Spawn(new Vector3(x, 0, 0));
        _stage.Run(2);
        return made.GetComponent<Hero>()!;
    }

    /// <summary>In how many of some frames a client has other values of an object, which changes in each.</summary>
    private int Count(InterestClient client, Hero thing, int frames)
    {
        int count = 0;
        for (int i = 0; i < frames; i++)
        {
            thing.score++;
            int before = Copy(client, thing).score;
            _stage.Run();
            if (Copy(client, thing).score != before) count++;
        }
        return count;
    }

    /// <summary>Changes an object until a client has just been told of it, and then once more.</summary>
    private void Fall(InterestClient client, Hero thing)
    {
        while (Count(client, thing, 1) == 0) Assert.InRange(thing.score, 0, 3 * Every);
        Assert.Equal(0, Count(client, thing, 2));
    }

    private static long CountBytes(int farSendEvery)
    {
        var wire = new RecordingTransport();
        var clock = new ManualClock();
        var world = new World(new WorldOptions { TimeProvider = clock });
        using var server = new NetworkServer(world, wire, new NetworkServerOptions { sendRate = 64 });
        SpatialHashingInterestManagement rule = world.CreateGameObject("interest").AddComponent<SpatialHashingInterestManagement>();
        Configure(rule);
        rule.farSendEvery = farSendEvery;
        server.Listen();
        wire.Connect(1);
        Run(2);
        server.AddPlayerForConnection(server.connections[1], Make(0));
        Hero[] things = [.. Enumerable.Range(0, 9).Select(i => Make(i * 3).GetComponent<Hero>()!)];
        foreach (Hero thing in things) server.Spawn(thing.gameObject);
        Run(2 * Every);
        wire.Sent[1].Clear();
        for (int frame = 0; frame < 10 * Every; frame++)
        {
            foreach (Hero thing in things) thing.score++;
            Run(1);
        }
        return wire.Sent[1].Sum(packet => (long)packet.Length);

        void Run(int frames)
        {
            for (int i = 0; i < frames; i++)
            {
                clock.Advance(1 / 64.0);
                world.Tick(1 / 64f);
            }
        }

        GameObject Make(float x)
        {
            GameObject made = world.CreateGameObject("thing");
            made.transform.position = new Vector3(x, 0, 0);
            made.AddComponent<NetworkIdentity>().assetId = 7;
            made.AddComponent<Hero>();
            return made;
        }
    }
}
