using Tain.Transports;

namespace Tain.Tests;

/// <summary>The same over KCP on the system's sockets, with the threads of host and port.</summary>
public class WorldHandOverOnSocketsTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task ClientsGoFromWorldToWorldAndBack()
    {
        const int Clients = 8;
        using var shared = new SharedTransport(new KcpTransport { Port = 0, DualMode = false }) { EntryWorld = "lobby" };
        using var host = new WorldHost(new WorldHostOptions { threads = 2, tickRate = SharedWorlds.Rate });
        WorldHandle lobby = host.Add("lobby", world => SharedWorlds.SetUp(world, shared.For("lobby"), "lobby", rocks: 3));
        WorldHandle forest = host.Add("forest", world => SharedWorlds.SetUp(world, shared.For("forest"), "forest", rocks: 7));
        host.Start();
        Assert.True(await lobby.started.WaitAsync(s_patience));
        Assert.True(await forest.started.WaitAsync(s_patience));
        Uri uri = await Ask(lobby, server => server.Uri);

        NetworkClient[] clients = [.. Enumerable.Range(0, Clients).Select(_ => Join(shared, uri.Port))];
        await Until(clients, () => clients.All(client => client.spawned.Count == 3 + Clients));
        for (int round = 0; round < 3; round++)
        {
            Assert.Equal(Clients, await Ask(lobby, server => server.HandOverAll("forest")));
            await Until(clients, () => clients.All(client => client.ready && client.spawned.Count == 7 + Clients));
            foreach (NetworkClient client in clients) client.localPlayer!.GetComponent<Hero>()!.CmdScore(round + 1);
            await Until(clients, () => clients.All(client => client.localPlayer!.GetComponent<Hero>()!.score == round + 1));
            Assert.Equal(Clients, await Ask(forest, server => server.HandOverAll("lobby")));
            await Until(clients, () => clients.All(client => client.ready && client.spawned.Count == 3 + Clients));
        }
        Assert.All(clients, client => Assert.True(client.isConnected));
        foreach (NetworkClient client in clients)
        {
            client.Dispose();
            client.World.Dispose();
        }
    }

    [Fact]
    public async Task TheExampleOfTheGuidePlays()
    {
        using WorldHost host = TwoZones.Start(port: 0);
        WorldHandle lobby = host.Find("lobby")!, forest = host.Find("forest")!;
        Assert.True(await lobby.started.WaitAsync(s_patience) && await forest.started.WaitAsync(s_patience));
        Uri uri = await Ask(lobby, server => server.Uri);
        NetworkClient client = TwoZones.Connect(new World(), new Uri($"kcp://127.0.0.1:{uri.Port}"));
        await Until([client], () => client.localPlayer is not null);
        NetworkIdentity first = client.localPlayer!;

        lobby.Post(world => TwoZones.Travel(host, world.networkServer.connections.Values.Single(), world.networkServer, gold: 3));
        await Until([client], () => client.localPlayer is { } player && !ReferenceEquals(player, first));
        Assert.Equal(1, await Ask(forest, server => server.connections.Count));

        // The forest ends, and its clients are back in the lobby.
        NetworkIdentity second = client.localPlayer!;
        host.Remove(forest);
        await forest.ended.WaitAsync(s_patience);
        await Until([client], () => client.localPlayer is { } player && !ReferenceEquals(player, second));
        Assert.Equal(1, await Ask(lobby, server => server.connections.Count));
        Assert.True(client.isConnected);
        client.Dispose();
        client.World.Dispose();
    }

    private static NetworkClient Join(SharedTransport shared, int port)
    {
        var world = new World();
        SharedWorlds.AddPrefabs(world);
        NetworkClient client = SharedWorlds.MakeClient(world, shared.Inner);
        client.Connect(new Uri($"kcp://127.0.0.1:{port}"));
        return client;
    }

    private static async Task<T> Ask<T>(WorldHandle handle, Func<NetworkServer, T> question)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Assert.True(handle.Post(world => answer.SetResult(question(world.networkServer))));
        return await answer.Task.WaitAsync(s_patience);
    }

    private static async Task Until(NetworkClient[] clients, Func<bool> condition)
    {
        long begun = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            foreach (NetworkClient client in clients) client.World.Tick(1f / SharedWorlds.Rate);
            await Task.Yield();
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < s_patience, string.Join(", ", clients.Select(client => $"{client.isConnected} {client.ready} {client.spawned.Count}")));
        }
    }
}
