namespace Tain;

/// <summary>
/// Answers a client that asks for a player: the game's own way if there is one, else a copy of the player prefab where the prefab stands. With the player comes the
/// world, whose objects are looked at one by one, so when many ask for a large world at once, some are answered in the next ticks.
/// </summary>
internal sealed class PlayerJoin(NetworkServer server)
{
    private readonly Queue<NetworkConnectionToClient> _waiting = new();
    private int _objects;

    /// <summary>After how many looks at objects the others wait. 100,000 is a few milliseconds: a hundred clients may come to a world of a thousand objects in one tick.</summary>
    public int MaxObjectsPerTick { get; set; } = 100_000;

    private bool IsBusy => _objects >= MaxObjectsPerTick;

    /// <summary>Begins a tick: answers those who could not be answered in the one before.</summary>
    public void Continue()
    {
        _objects = 0;
        while (!IsBusy && !server.isLoadingScene && _waiting.TryDequeue(out NetworkConnectionToClient? connection))
        {
            connection.Sight.IsWaitingForPlayer = false;
            if (connection is { IsOpen: true, identity: null }) AnswerLate(connection);
        }
    }

    public void Handle(NetworkConnectionToClient connection)
    {
        if (connection.identity is { } present)
        {
            if (connection.Warnings.MayLog(nameof(AddPlayerMessage).Length, server.LocalTime)) server.Log.HasPlayerAlready(connection.ToString(), present.Describe());
            return;
        }
        if (connection.Sight.IsWaitingForPlayer) return;
        if (connection.IsHost || (!IsBusy && _waiting.Count == 0))
        {
            Answer(connection);
            return;
        }
        connection.Sight.IsWaitingForPlayer = true;
        _waiting.Enqueue(connection);
    }

    private void Answer(NetworkConnectionToClient connection)
    {
        _objects += server.SpawnTable.Count;
        if (server.OnAddPlayer is { } custom) custom(connection);
        else AddDefault(connection);
    }

    // As if its message had come just now.
    private void AnswerLate(NetworkConnectionToClient connection)
    {
        try
        {
            Answer(connection);
        }
        catch (Exception exception)
        {
            server.Log.ScriptFailed(connection.ToString(), nameof(NetworkServer.OnAddPlayer), exception);
            if (server.exceptionsDisconnect) connection.Disconnect();
        }
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
