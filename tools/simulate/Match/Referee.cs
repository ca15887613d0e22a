using System.Numerics;
using Tain.Simulation;

namespace Tain.Simulate;

/// <summary>What happens on the server by itself: things come, move and go, players are cheered, thrown out, exchanged.</summary>
internal sealed class Referee(NetworkServer server, SimulatedRandom random)
{
    private const int MaxCrates = 24;

    private readonly List<Crate> _crates = [];
    private readonly List<Fighter> _fighters = [];
    private readonly List<NetworkConnectionToClient> _players = [];

    public void Act()
    {
        Look();
        if (_crates.Count < MaxCrates && random.Chance(0.04)) Spawn();
        if (_crates.Count > 0 && random.Chance(0.02)) Remove(Any(_crates));
        if (_crates.Count > 0 && random.Chance(0.5)) Move(Any(_crates));
        if (_crates.Count > 0 && random.Chance(0.5)) Blink(Any(_crates));
        if (_fighters.Count > 0 && random.Chance(0.3)) Any(_fighters).Cheer();
        if (_fighters.Count > 0 && random.Chance(0.3)) Any(_fighters).Decorate(random);
        if (_crates.Count > 0 && random.Chance(0.2)) Fill(Any(_crates));
        if (_fighters.Count > 0 && random.Chance(0.1)) Pay(Any(_fighters));
        if (_players.Count > 0 && random.Chance(0.002)) Exchange(Any(_players));
        if (_players.Count > 0 && random.Chance(0.0005)) Any(_players).Disconnect();
        if (_players.Count > 0 && random.Chance(0.002)) Interrupt(Any(_players));
        if (_crates.Count > 0 && random.Chance(0.02)) HandOver(Any(_crates));
    }

    /// <summary>Any spawned object; null when there is none.</summary>
    public NetworkIdentity? AnyObject()
    {
        Look();
        return _crates.Count == 0 ? null : Any(_crates).netIdentity;
    }

    private void Look()
    {
        _crates.Clear();
        _fighters.Clear();
        _players.Clear();
        foreach (NetworkIdentity identity in server.spawned.Values)
        {
            if (identity.GetComponent<Crate>() is { } crate) _crates.Add(crate);
            else if (identity.GetComponent<Fighter>() is { } fighter) _fighters.Add(fighter);
        }

        foreach (NetworkConnectionToClient connection in server.connections.Values)
        {
            if (connection is { identity: not null, isReady: true }) _players.Add(connection);
        }
    }

    private void Spawn()
    {
        GameObject made = server.World.Instantiate(MatchPrefabs.Crate);
        Crate crate = made.GetComponent<Crate>()!;
        crate.number = random.Next(1000);
        NetworkConnectionToClient? owner = _players.Count > 0 && random.Chance(0.3) ? Any(_players) : null;
        if (random.Chance(0.15)) crate.netIdentity.visibility = Visibility.ForceHidden;
        server.Spawn(made, owner);

        // A change in the frame of the spawn, behind the spawn message.
        if (random.Chance(0.5)) crate.number++;
    }

    private void Remove(Crate crate)
    {
        crate.PutDown();
        if (random.Chance(0.5)) server.Destroy(crate.gameObject);
        else server.World.Destroy(crate.gameObject);
    }

    private void Move(Crate crate)
    {
        crate.place += new Vector3(random.Next(-2, 3), random.Next(-2, 3), random.Next(-2, 3));
        if (random.Chance(0.05)) crate.story = new string((char)random.Next('a', 'z' + 1), random.Next(4_000));      // more than a datagram
        if (random.Chance(0.2)) crate.paint = new Color32((byte)random.Next(256), (byte)random.Next(256), 0, 255);
    }

    private void Fill(Crate crate)
    {
        if (random.Chance(0.3)) crate.contents.Remove(random.Next(10));
        else if (random.Chance(0.03)) crate.contents.Clear();
        else crate.contents[random.Next(10)] = $"thing {random.Next(100)}";
    }

    private void Blink(Crate crate)
    {
        Beacon beacon = crate.GetComponent<Beacon>()!;
        beacon.blink++;
        if (random.Chance(0.3)) beacon.heat += 0.5f;
    }

    private void Pay(Fighter fighter)
    {
        fighter.GetComponent<Purse>()!.gold += random.Next(1, 50);
        fighter.Score();
    }

    // As before a change of scenes: the client is told to wait, clears its table, and gets the world anew when it is ready again.
    private void Interrupt(NetworkConnectionToClient connection)
    {
        if (connection == server.localConnection) return;
        connection.identity!.GetComponent<Fighter>()!.MayMissCommands();
        server.SetClientNotReady(connection);
    }

    private void HandOver(Crate crate)
    {
        if (!server.spawned.ContainsKey(crate.netId)) return;      // it was removed in this frame
        if (crate.connectionToClient is not null) crate.netIdentity.RemoveClientAuthority();
        else if (_players.Count > 0 && !crate.isSecret) crate.netIdentity.AssignClientAuthority(Any(_players));
    }

    private void Exchange(NetworkConnectionToClient connection)
    {
        connection.identity!.GetComponent<Fighter>()!.Drop();
        server.ReplacePlayerForConnection(connection, server.World.Instantiate(MatchPrefabs.Fighter), ReplacePlayerOptions.Destroy);
    }

    private T Any<T>(List<T> list) => list[random.Next(list.Count)];
}
