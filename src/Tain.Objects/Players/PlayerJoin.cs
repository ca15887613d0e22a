namespace Tain;

/// <summary>Answers a client that asks for a player: the game's own way if there is one, else a copy of the player prefab at a start position.</summary>
internal sealed class PlayerJoin(NetworkServer server)
{
    private int _nextStartPosition;

    public List<Transform> StartPositions { get; } = [];

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

    /// <summary>A place for a new player; null when the world has no start positions.</summary>
    public Transform? GetStartPosition()
    {
        StartPositions.RemoveAll(static position => position.isDestroyed);
        if (StartPositions.Count == 0) return null;
        int index = server.Options.playerSpawnMethod == PlayerSpawnMethod.Random
            ? server.World.Random.Range(0, StartPositions.Count)
            : _nextStartPosition++ % StartPositions.Count;
        return StartPositions[index];
    }

    private void AddDefault(NetworkConnectionToClient connection)
    {
        if (server.Options.playerPrefab is not { } prefab)
        {
            server.Log.NoPlayerPrefab(connection.ToString());
            return;
        }
        GameObject player = GetStartPosition() is { } place
            ? server.World.Instantiate(prefab, place.position, place.rotation)
            : server.World.Instantiate(prefab);
        player.name = $"{prefab.name} [connId={connection.connectionId}]";
        server.AddPlayerForConnection(connection, player);
    }
}
