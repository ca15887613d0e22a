namespace Tain.Tests;

/// <summary>A server that streams what newcomers see, a little per tick, and newcomers whose packets are looked at.</summary>
public abstract class WatchedJoins
{
    private protected const int BytesPerTick = 1000;
    private protected const int TotalPerTick = 4 * BytesPerTick;

    private protected readonly Session _session = new(new NetworkServerOptions { sendRate = Session.Rate, joinBytesPerTick = BytesPerTick, joinBytesPerTickTotal = TotalPerTick });
    private int _lastId = 500;

    private protected WatchedJoins()
    {
    }

    private protected NetworkServer Server => _session.NetworkServer;

    private protected WatchedConnection Connect()
    {
        var connection = new WatchedConnection(++_lastId) { isAuthenticated = true };
        Assert.True(Server.AddConnection(connection));
        return connection;
    }

    private protected WatchedConnection Join()
    {
        WatchedConnection connection = Connect();
        GivePlayer(connection);
        return connection;
    }

    private protected void GivePlayer(WatchedConnection connection) => Assert.True(Server.AddPlayerForConnection(connection, _session.Server.World.Instantiate("Actor")));

    private protected Actor[] Spawn(int count, string prefab = "Actor") => [.. Enumerable.Range(0, count).Select(_ => _session.Server.Spawn(prefab: prefab))];
}
