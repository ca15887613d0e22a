namespace Tain.Tests;

/// <summary>State written by hand that may be told as a whole to who was not sent some of its changes. That the end is right whatever happens meanwhile the scale game shows.</summary>
public class RepeatedWholeTests
{
    private readonly Session _session = new();
    private readonly VisibilityGroup _group;

    public RepeatedWholeTests() => _group = _session.NetworkServer.CreateGroup("group");

    [Fact]
    public void WhoIsFarIsToldTheWholeInItsTurnAndTheOthersEachDifference()
    {
        ClientSide near = Join(1), far = Join(4);
        Sum sum = Spawn();
        Sum nearCopy = CopyOf(near, sum), farCopy = CopyOf(far, sum);
        int wholes = farCopy.Wholes;

        for (int tick = 1; tick <= 40; tick++)
        {
            sum.Add(tick);
            _session.Run();
        }
        _session.Run(4);

        Assert.Equal((40 * 41 / 2, 40, 1), (nearCopy.Value, nearCopy.Differences, nearCopy.Wholes));
        Assert.Equal((40 * 41 / 2, 0), (farCopy.Value, farCopy.Differences));
        Assert.InRange(farCopy.Wholes - wholes, 10, 11);
    }

    [Fact]
    public void WhoComesNearerCountsOnWithTheOthers()
    {
        ClientSide client = Join(1_000);
        Sum sum = Spawn();
        Sum copy = CopyOf(client, sum);
        sum.Add(5);
        _session.Run(5);
        Assert.Equal(0, copy.Value);

        _group.Subscribe(_session.ConnectionOf(client));
        sum.Add(2);
        _session.Run();
        Assert.Equal((7, 0), (copy.Value, copy.Differences));

        sum.Add(10);
        _session.Run();
        Assert.Equal((17, 1), (copy.Value, copy.Differences));

        // And back: what it was told so far counts.
        _group.Subscribe(_session.ConnectionOf(client), 1_000);
        sum.Add(100);
        _session.Run(3);
        Assert.Equal(17, copy.Value);
        _group.Subscribe(_session.ConnectionOf(client));
        _session.Run();
        Assert.Equal((117, 1), (copy.Value, copy.Differences));
    }

    [Fact]
    public void WhatCannotWaitGoesWithoutIt()
    {
        ClientSide client = Join(1_000);
        Sum sum = Spawn();
        Sum copy = CopyOf(client, sum);

        sum.Add(5);
        sum.GetComponent<Actor>()!.health = 7;
        sum.GetComponent<Actor>()!.RpcSay("now");
        _session.Run(2);
        Assert.Equal((0, 100), (copy.Value, copy.GetComponent<Actor>()!.health));
        Assert.Contains("RpcSay now", copy.GetComponent<Actor>()!.Journal);

        _group.Subscribe(_session.ConnectionOf(client));
        _session.Run();
        Assert.Equal((5, 7), (copy.Value, copy.GetComponent<Actor>()!.health));
    }

    [Fact]
    public void WhoBecomesTheOwnerIsToldTheWhole()
    {
        ClientSide client = Join(1_000);
        Sum sum = Spawn();
        sum.syncDirection = SyncDirection.ClientToServer;
        sum.Add(5);
        _session.Run(3);
        Sum copy = CopyOf(client, sum);
        Assert.Equal(0, copy.Value);

        sum.netIdentity.AssignClientAuthority(_session.ConnectionOf(client));
        _session.Run();

        Assert.Equal(5, copy.Value);
    }

    [Fact]
    public void ABudgetPutsItOff()
    {
        ClientSide client = Join(1);
        Sum[] sums = [.. Enumerable.Range(0, 60).Select(_ => Spawn())];
        NetworkConnectionToClient connection = _session.ConnectionOf(client);
        connection.maxBytesPerTick = 200;
        _session.Run(60);

        for (int tick = 1; tick <= 60; tick++)
        {
            foreach (Sum sum in sums) sum.Add(tick);
            _session.Run();
        }
        Sum[] copies = [.. sums.Select(sum => CopyOf(client, sum))];
        Assert.InRange(copies.Sum(copy => copy.Differences + copy.Wholes), 60 * 5, 60 * 20);
        Assert.Contains(copies, copy => copy.Value < 60 * 61 / 2);

        _session.Run(60);
        Assert.All(copies, copy => Assert.Equal(60 * 61 / 2, copy.Value));
        connection.maxBytesPerTick = 0;
        foreach (Sum sum in sums) sum.Add(1);
        _session.Run();
        Assert.All(copies, copy => Assert.Equal((60 * 61 / 2) + 1, copy.Value));
    }

    [Fact]
    public void AnObjectWithAHybridComponentIsSentAtOnce()
    {
        ClientSide client = Join(1_000);
        Sum sum = Spawn("FastSum");
        sum.Add(5);
        _session.Run();

        Sum copy = CopyOf(client, sum);
        Assert.Equal((5, 1), (copy.Value, copy.Differences));
    }

    [Fact]
    public void AScriptThatThrowsIsNamedAndTheOthersAreTold()
    {
        ClientSide client = Join(4);
        Sum bad = Spawn(), good = Spawn();
        bad.Bomb = new InvalidOperationException("cannot say");
        bad.Add(1);
        good.Add(2);
        _session.Run(6);

        Assert.Equal(2, CopyOf(client, good).Value);
        Assert.Contains(_session.Server.Log.Lines, line => line.Contains("OnSerialize", StringComparison.Ordinal) && line.Contains("cannot say", StringComparison.Ordinal));
    }

    private static Sum CopyOf(ClientSide client, Sum sum) => client.Client.spawned[sum.netId].GetComponent<Sum>()!;

    private ClientSide Join(int sendEvery)
    {
        ClientSide client = _session.Join();
        _group.Subscribe(_session.ConnectionOf(client), sendEvery);
        return client;
    }

    private Sum Spawn(string prefab = "Sum")
    {
        GameObject made = _session.Server.World.Instantiate(prefab);
        _group.Add(made.GetComponent<NetworkIdentity>()!);
        _session.NetworkServer.Spawn(made);
        _session.Run(2);
        return made.GetComponent<Sum>()!;
    }
}
