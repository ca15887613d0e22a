namespace Tain;

/// <summary>
/// Answers a client that asks for a player: the game's own way if there is one, else a copy of the player prefab where the prefab stands. Each player is shown to all who
/// see it, and where a rule is asked or the game has made groups, objects are looked at one by one for who comes. So when very many ask at once, some are answered in the next ticks.
/// </summary>
internal sealed class PlayerJoin(NetworkServer server)
{
    private readonly Queue<NetworkConnectionToClient> _waiting = new();
    private long _steps;

    /// <summary>After how many steps the others wait: looks at an object, and clients that a player is shown to. 100,000 are a few milliseconds.</summary>
    public int MaxStepsPerTick { get; set; } = 100_000;

    private bool IsBusy => _steps >= MaxStepsPerTick;

    /// <summary>Begins a tick: answers those who could not be answered in the one before.</summary>
    public void Continue()
    {
        _steps = 0;
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
        long looks = server.Observation.Looks;
        if (server.OnAddPlayer is { } custom) custom(connection);
        else AddDefault(connection);
        _steps += server.Observation.Looks - looks + (connection.identity?.observers.Count ?? 0);
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
