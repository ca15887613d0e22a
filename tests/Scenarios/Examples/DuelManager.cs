using System.Numerics;

namespace Tain.Scenarios.Examples;

/// <summary>The manager of the game in docs/network-manager.md: who comes is given a side, who loses the connection tries again.</summary>
public class DuelManager : NetworkManager
{
    public override void OnStartServer() => Debug.Log($"Open for {maxConnections} players.");

    public override void OnServerConnect(NetworkConnectionToClient conn)
    {
        // Two players make a duel; the third one is told to go.
        if (numPlayers >= 2) conn.Disconnect();
    }

    public override void OnServerAddPlayer(NetworkConnectionToClient conn)
    {
        Vector3 side = numPlayers == 0 ? new Vector3(-5, 0, 0) : new Vector3(5, 0, 0);
        GameObject player = Instantiate(playerPrefab!, side);
        player.GetComponent<Duelist>()!.color = numPlayers == 0 ? "red" : "blue";
        NetworkServer.AddPlayerForConnection(conn, player);
        if (numPlayers == 2 && networkSceneName == "Lobby") ServerChangeScene("Arena");
    }

    public override void OnServerDisconnect(NetworkConnectionToClient conn)
    {
        bool wasPlaying = conn.identity is not null;
        base.OnServerDisconnect(conn);          // destroys what the player owned
        if (wasPlaying && networkSceneName == "Arena") ServerChangeScene("Lobby");
    }
}
