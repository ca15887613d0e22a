using System.Numerics;
using Tain.Kit;

namespace Tain.Tests;

public class PoolTests
{
    private const int Warmup = 200;
    private const int Measured = 200;

    private readonly Session _session = new();
    private readonly NetworkPool _pool;

    public PoolTests() => _pool = new NetworkPool(_session.Server.World, _session.Server.World.prefabs.Get("Actor"), prewarm: 2, limit: 3);

    [Fact]
    public void WhatWasReturnedIsUsedAgain()
    {
        Assert.Equal(2, _pool.idleCount);
        GameObject first = _pool.Take(new Vector3(1, 2, 3), Quaternion.Identity);
        Assert.True(first.activeSelf);
        Assert.Equal(new Vector3(1, 2, 3), first.transform.position);

        _session.NetworkServer.Spawn(first);
        first.transform.SetParent(_session.Server.World.CreateGameObject("hand").transform);
        _pool.Return(first);

        Assert.Empty(_session.NetworkServer.spawned);
        Assert.False(first.activeSelf);
        Assert.Null(first.transform.parent);
        Assert.Equal(["OnStartServer", "OnStopServer"], first.GetComponent<Actor>()!.Journal);
        Assert.Same(first, _pool.Take(default, Quaternion.Identity));
    }

    [Fact]
    public void ItGrowsAsNeededAndKeepsNoMoreThanItsLimit()
    {
        GameObject[] taken = [.. Enumerable.Range(0, 5).Select(_ => _pool.Take(default, Quaternion.Identity))];
        Assert.Equal(5, taken.Distinct().Count());

        foreach (GameObject one in taken) _pool.Return(one);
        _session.Run();

        Assert.Equal(3, _pool.idleCount);
        Assert.Equal(2, taken.Count(one => one.isDestroyed));
    }

    [Fact]
    public void WhatWasDestroyedMeanwhileIsForgotten()
    {
        GameObject idle = _pool.Take(default, Quaternion.Identity);
        GameObject taken = _pool.Take(default, Quaternion.Identity);
        _pool.Return(idle);
        _session.Server.World.DestroyImmediate(idle);
        _session.Server.World.DestroyImmediate(taken);

        _pool.Return(taken);

        Assert.NotSame(idle, _pool.Take(default, Quaternion.Identity));
        Assert.Equal(0, _pool.idleCount);

        _pool.Return(_pool.Take(default, Quaternion.Identity));
        _pool.Clear();
        _session.Run();
        Assert.Equal(0, _pool.idleCount);
        Assert.Single(_session.Server.World.FindObjectsByType<Actor>(includeInactive: true));
    }

    [Fact]
    public void MisuseThrowsAndSaysWhatToDo()
    {
        ClientSide client = _session.Join();
        var pool = new NetworkPool(client.World, client.World.prefabs.Get("Actor"));
        GameObject returned = pool.Take(default, Quaternion.Identity);
        pool.Return(returned);

        Assert.Contains("was returned to the pool before", Assert.Throws<InvalidOperationException>(() => pool.Return(returned)).Message);
        Assert.Contains("not a copy of Actor", Assert.Throws<ArgumentException>(() => pool.Return(client.World.Instantiate("Secret"))).Message);
        Assert.Contains("when the server takes it away", Assert.Throws<InvalidOperationException>(() => pool.Return(client.Player!.gameObject)).Message);
        Assert.Contains("another world", Assert.Throws<ArgumentException>(() => _pool.Serve(client.Client)).Message);
        client.World.prefabs.Add("Rock", 1040, _ => { });
        Assert.Contains("AddComponent<NetworkIdentity>", Assert.Throws<InvalidOperationException>(() => new NetworkPool(client.World, client.World.prefabs.Get("Rock"), prewarm: 1)).Message);
    }

    [Fact]
    public void OnAHostTheServerAloneReturnsItsObjects()
    {
        var host = new NetworkClient(_session.Server.World, null, new NetworkClientOptions { sendRate = Session.Rate, autoCreatePlayer = false });
        host.ConnectHost();
        _pool.Serve(host);
        GameObject shell = _pool.Take(default, Quaternion.Identity);
        _session.NetworkServer.Spawn(shell);
        _session.Run(2);

        _pool.Return(shell);
        Assert.Equal(2, _pool.idleCount);
        Assert.Same(shell, _pool.Take(default, Quaternion.Identity));

        _session.NetworkServer.Spawn(shell);
        _session.Run(2);
        _session.NetworkServer.Destroy(shell);
        _session.Run(2);
        Assert.True(shell.isDestroyed);
        Assert.Equal(1, _pool.idleCount);
    }

    [Fact]
    public void OnceWarmComingAndGoingAllocatesNothingOnEitherSide()
    {
        ClientSide client = _session.Join();
        var clientPool = new NetworkPool(client.World, client.World.prefabs.Get("Actor"), prewarm: 4);
        clientPool.Serve(client.Client);
        NetworkConnectionToClient owner = _session.ConnectionOf(client);
        long allocated = 0;
        var flying = new Queue<GameObject>();

        for (int frame = 0; frame < Warmup + Measured; frame++)
        {
            _session.Clock.Advance(Session.FrameSeconds);
            // The journals of the test's scripts would grow.
            foreach (GameObject one in flying) one.GetComponent<Actor>()!.Journal.Clear();
            foreach (NetworkIdentity copy in client.Client.spawned.Values) copy.GetComponent<Actor>()!.Journal.Clear();
            int now = frame;
            long here = Allocations.Of(() =>
            {
                GameObject shell = _pool.Take(new Vector3(now, 0, 0), Quaternion.Identity);
                _session.NetworkServer.Spawn(shell, now % 2 == 0 ? owner : null);
                flying.Enqueue(shell);
                if (flying.Count > 3) _pool.Return(flying.Dequeue());
                _session.Server.Tick();
                client.Tick();
            });
            if (frame >= Warmup) allocated += here;
        }

        Assert.Equal(4, client.Client.spawned.Count);
        Assert.Equal(Warmup + Measured - 1, client.Client.spawned.Values.Max(copy => copy.transform.position.X));
        Assert.Equal(0, allocated);
    }
}
