using Tain.Transports;

namespace Tain.Scenarios.Examples;

/// <summary>How the game of docs/network-manager.md makes its world; server and clients make the same one.</summary>
internal static class DuelGame
{
    public static TManager Create<TManager>(WorldOptions options, Transport transport) where TManager : NetworkManager, new()
    {
        var world = new World(options);
        Prefab duelist = world.prefabs.Add("Duelist", go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<Duelist>();
        });
        world.scenes.Add("Menu", _ => { });
        world.scenes.Add("Lobby", scene => scene.CreateGameObject("Bar"));
        world.scenes.Add("Arena", scene =>
        {
            scene.CreateGameObject("Gate").AddComponent<NetworkIdentity>();
            scene.CreateGameObject("Place").AddComponent<NetworkStartPosition>();
        });

        TManager manager = world.CreateGameObject("Network").AddComponent<TManager>();
        manager.transport = transport;
        manager.playerPrefab = duelist;
        manager.offlineScene = "Menu";
        manager.onlineScene = "Lobby";
        return manager;
    }
}
