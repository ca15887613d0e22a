using Tain.Scenarios.Examples;
using Tain.Simulation;

namespace Tain.Scenarios.Managers;

/// <summary>
/// behaviour.md 5: a server that changes its scene at any moment, with players who come, go, are kicked and cut off at any moment, on bad lines. Whatever happened, in the
/// end everybody who wants to play plays, in the server's scene, and sees what the server has.
/// </summary>
[Trait("Behaviour", "5.4")]
public class SceneChangesOnBadLinesTests
{
    private const int Players = 4;

    private static readonly string[] Scenes = ["Lobby", "Arena"];

    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(1, 30).Select(seed => (ulong)seed)];

    [Theory, MemberData(nameof(Seeds))]
    public void EverybodyArrivesInTheEnd(ulong seed)
    {
        var network = new SimulatedNetwork(seed, seed % 2 == 0 ? LinkProfile.BadMobile : LinkProfile.GoodMobile);
        NetworkManager server = Add(network, network.Server);
        server.StartServer();
        NetworkManager[] clients = [.. Enumerable.Range(0, Players).Select(i => Add(network, network.Host($"player {i}")))];

        for (int i = 0; i < 60; i++)
        {
            Disturb(network, server, clients);
            network.RunFor(TimeSpan.FromMilliseconds(network.Random.Next(1, 700)));
        }

        foreach (NetworkManager client in clients) network.Heal(network.Server, network.Host(client.name));
        // A side may learn only now, from a timeout, that its line was cut for too long.
        network.EveryFrame(1, _ => Array.ForEach(clients, StartIfOffline));
        network.RunUntil(() => Array.TrueForAll(clients, client => IsPlaying(server, client)), TimeSpan.FromSeconds(60));
        Assert.Equal(Players, server.numPlayers);
        Assert.All(clients, client => Assert.Equal(Players + SceneObjects(server), client.NetworkClient.spawned.Count));
    }

    private static void Disturb(SimulatedNetwork network, NetworkManager server, NetworkManager[] clients)
    {
        NetworkManager client = clients[network.Random.Next(0, clients.Length)];
        switch (network.Random.Next(0, 8))
        {
            case 0 or 1:
                server.ServerChangeScene(Scenes[network.Random.Next(0, Scenes.Length)]);
                break;
            case 2:
                client.StopClient();
                break;
            case 3:
                client.StopClient();
                client.StartClient();
                break;
            case 4 when server.NetworkServer.connections.Count > 0:
                server.NetworkServer.connections.Values.ElementAt(network.Random.Next(0, server.NetworkServer.connections.Count)).Disconnect();
                break;
            case 5:
                network.Cut(network.Server, network.Host(client.name));
                break;
            case 6:
                network.Heal(network.Server, network.Host(client.name));
                break;
            default:
                StartIfOffline(client);
                break;
        }
    }

    private static void StartIfOffline(NetworkManager client)
    {
        if (client.mode == NetworkManagerMode.Offline) client.StartClient();
    }

    private static bool IsPlaying(NetworkManager server, NetworkManager client) =>
        server.numPlayers == Players
        && client.NetworkClient.localPlayer is { isDestroyed: false }
        && client.world.scenes.activeScene.name == server.world.scenes.activeScene.name
        && ReplicaCheck.FindDifference(server.NetworkServer, client.NetworkClient) is null;

    private static int SceneObjects(NetworkManager server) => server.world.FindObjectsByType<NetworkIdentity>().Count(identity => identity.sceneId != 0);

    private static NetworkManager Add(SimulatedNetwork network, SimulatedHost host)
    {
        NetworkManager manager = DuelGame.Create<NetworkManager>(new WorldOptions { TimeProvider = network.Clock }, network.CreateKcpTransport(host));
        manager.name = host.Name;
        manager.networkAddress = network.Server.Name;
        network.EveryFrame(60, manager.world.Tick);
        return manager;
    }
}
