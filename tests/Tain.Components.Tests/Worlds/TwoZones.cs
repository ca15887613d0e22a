using Tain.Transports;

namespace Tain.Tests;

/// <summary>The example of docs/worlds.md: a lobby and zones behind one port.</summary>
internal static class TwoZones
{
    public static WorldHost Start(ushort port)
    {
        var shared = new SharedTransport(new KcpTransport { Port = port, DualMode = false }) { EntryWorld = "lobby" };
        var host = new WorldHost(new WorldHostOptions { tickRate = 30 });
        host.Add("lobby", world => Serve(world, shared.For("lobby")));
        host.Add("forest", world => Serve(world, shared.For("forest", maxConnections: 200)), new WorldSettings
        {
            tickRate = 60,
            ending = world => world.networkServer.HandOverAll("lobby"),
        });
        host.Start();
        return host;
    }

    public static NetworkClient Connect(World world, Uri server)
    {
        AddPrefabs(world);
        var client = new NetworkClient(world, new KcpTransport());
        client.RegisterHandler<EnterWorldMessage>(_ =>
        {
            if (client.ready) return;       // the first world: said Ready by itself
            client.Ready();
            client.AddPlayer();
        });
        client.Connect(server);
        return client;
    }

    private static void Serve(World world, SharedWorldTransport transport)
    {
        AddPrefabs(world);
        var server = new NetworkServer(world, transport, new NetworkServerOptions { playerPrefab = world.prefabs.Get("Hero"), maxConnections = 200 });
        server.OnConnectedEvent = connection => connection.Send(new EnterWorldMessage { world = transport.World });
        server.Listen();
    }

    public static void Travel(WorldHost host, NetworkConnectionToClient player, NetworkServer here, int gold)
    {
        string name = $"player of {player.address}";
        // What shall go along goes by a message between the worlds, before the player.
        host.Find("forest")?.Post(forest => forest.Debug.Log($"{name} brings {gold} gold"));
        if (!here.HandOver(player, "forest")) here.World.Debug.LogWarning("The forest is closed.");
    }

    private static void AddPrefabs(World world) => world.prefabs.Add("Hero", 3001, go =>
    {
        go.AddComponent<NetworkIdentity>();
        go.AddComponent<Hero>();
    });
}
