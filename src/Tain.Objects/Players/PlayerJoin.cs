namespace Tain;

/// <summary>Answers a client that asks for a player: the game's own way if there is one, else a copy of the player prefab where the prefab stands.</summary>
internal sealed class PlayerJoin(NetworkServer server)
{
    public void Handle(NetworkConnectionToClient connection)
    {
        if (connection.identity is { } present)
        {
            if (connection.Warnings.MayLog(nameof(AddPlayerMessage).Length, server.LocalTime)) server.Log.HasPlayerAlready(connection.ToString(), present.Describe());
            return;
        }
        if (server.OnAddPlayer is { } custom) custom(connection);
        else AddDefault(connection);
    }

    private void AddDefault(NetworkConnectionToClient connection)
    {
        if (server.Options.playerPrefab is not { } prefab)
        {
            server.Log.NoPlayerPrefab(connection.ToString());
            return;
        }
        GameObject player = server.World.Instantiate(prefab);
        player.name = $"{prefab.name} [connId={connection.connectionId}]";
        server.AddPlayerForConnection(connection, player);
    }
}
