using Tain.Simulation;

namespace Tain.Scenarios.Examples;

/// <summary>The game of docs/network-manager.md, played over KCP on a simulated network.</summary>
public sealed class NetworkManagerGuideTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SimulatedNetwork _network = new(seed: 11, LinkProfile.GoodMobile);
    private readonly List<World> _worlds = [];

    [Fact]
    public void TwoPlayersMakeADuelAndTheThirdHasToGo()
    {
        DuelManager server = Add<DuelManager>("server");
        server.StartServer();
        NetworkManager ada = Join("ada"), bob = Join("bob");
        _network.RunUntil(() => IsPlaying(ada, "Arena") && IsPlaying(bob, "Arena") && server.numPlayers == 2, Patience);

        NetworkManager eve = Join("eve");
        _network.RunUntil(() => eve.mode == NetworkManagerMode.Offline && Scene(eve) == "Menu", Patience);
        Assert.Equal(["blue", "red"], ada.world.FindObjectsByType<Duelist>().Select(duelist => duelist.color).Order());
        Assert.Equal(server.world.Find("Gate")!.GetComponent<NetworkIdentity>()!.netId, bob.world.Find("Gate")!.GetComponent<NetworkIdentity>()!.netId);

        bob.StopClient();
        _network.RunUntil(() => IsPlaying(ada, "Lobby"), Patience);
        _network.RunUntil(() => Scene(bob) == "Menu", Patience);
    }

    [Fact]
    public void AFaithfulClientComesBack()
    {
        DuelManager server = Add<DuelManager>("server");
        server.StartServer();
        FaithfulManager ada = Add<FaithfulManager>("ada");
        ada.StartClient();
        _network.RunUntil(() => IsPlaying(ada, "Lobby"), Patience);

        server.StopServer();
        _network.RunUntil(() => ada.mode == NetworkManagerMode.Offline, Patience);
        server.StartServer();
        _network.RunUntil(() => IsPlaying(ada, "Lobby") && server.numPlayers == 1, Patience);

        ada.wantsToPlay = false;
        ada.StopClient();
        _network.RunFor(TimeSpan.FromSeconds(3));
        Assert.Equal(NetworkManagerMode.Offline, ada.mode);
    }

    [Fact]
    public void ATicketIsValidOnce()
    {
        DuelManager server = Add<DuelManager>("server");
        TicketAuthenticator shop = server.gameObject.AddComponent<TicketAuthenticator>();
        shop.sold.Add("seat 5");
        server.authenticator = shop;
        server.StartServer();

        NetworkManager ada = Join("ada", "seat 5");
        _network.RunUntil(() => IsPlaying(ada, "Lobby"), Patience);
        NetworkManager eve = Join("eve", "seat 5");
        _network.RunUntil(() => eve.mode == NetworkManagerMode.Offline, Patience);

        Assert.Equal(1, server.numPlayers);
    }

    public void Dispose()
    {
        foreach (World world in _worlds) world.Dispose();
    }

    private static bool IsPlaying(NetworkManager client, string scene) => Scene(client) == scene && client.NetworkClient.localPlayer is not null;

    private static string Scene(NetworkManager side) => side.world.scenes.activeScene.name;

    private TManager Add<TManager>(string name) where TManager : NetworkManager, new()
    {
        SimulatedHost host = name == "server" ? _network.Server : _network.Host(name);
        TManager manager = DuelGame.Create<TManager>(new WorldOptions { TimeProvider = _network.Clock }, _network.CreateKcpTransport(host));
        manager.networkAddress = _network.Server.Name;
        _worlds.Add(manager.world);
        _network.EveryFrame(60, manager.world.Tick);
        return manager;
    }

    private NetworkManager Join(string name, string? ticket = null)
    {
        NetworkManager manager = Add<NetworkManager>(name);
        if (ticket is not null)
        {
            TicketAuthenticator holder = manager.gameObject.AddComponent<TicketAuthenticator>();
            holder.ticket = ticket;
            manager.authenticator = holder;
        }
        manager.StartClient();
        return manager;
    }
}
