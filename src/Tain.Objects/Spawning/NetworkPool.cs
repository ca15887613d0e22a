using System.Numerics;

namespace Tain;

/// <summary>
/// Objects of one prefab that are used again and again, for things that come and go often: shells, sparks, coins. One pool serves the server, the client, or both on a host:
/// <code>
/// var shells = new NetworkPool(world, world.prefabs.Get("Shell"), prewarm: 50);
/// shells.Serve(networkClient);                        // clients make shells out of the pool, and put them back
///
/// GameObject shell = shells.Take(muzzle, aim);        // the server does it by itself
/// NetworkServer.Spawn(shell);
/// ...
/// shells.Return(shell);                               // takes it from the network, too
/// </code>
/// An object that comes out is active, where it was asked for, and without any trace of the network; the fields of its scripts are as they were left. A script that
/// has to begin anew does so in OnEnable, OnStartServer or OnStartClient. Once as many objects exist as are in use at a time, nothing is allocated any more.
/// </summary>
public sealed class NetworkPool
{
    private readonly World _world;
    private readonly List<GameObject> _idle = [];
    private readonly HashSet<GameObject> _isIdle = [];

    /// <summary>Makes a pool.</summary>
    /// <param name="world">The world whose objects it keeps.</param>
    /// <param name="prefab">What it makes; with a NetworkIdentity.</param>
    /// <param name="prewarm">How many objects are made at once.</param>
    /// <param name="limit">How many idle objects are kept; what is returned beyond that is destroyed.</param>
    /// <exception cref="InvalidOperationException">The prefab has no NetworkIdentity. Found out with the first object.</exception>
    public NetworkPool(World world, Prefab prefab, int prewarm = 0, int limit = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(prefab);
        ArgumentOutOfRangeException.ThrowIfNegative(prewarm);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        _world = world;
        this.prefab = prefab;
        this.limit = limit;
        for (int i = 0; i < prewarm; i++) Keep(Make(Vector3.Zero, Quaternion.Identity));
    }

    /// <summary>What the pool makes.</summary>
    public Prefab prefab { get; }

    /// <summary>How many idle objects are kept.</summary>
    public int limit { get; }

    /// <summary>How many objects wait to be used.</summary>
    public int idleCount => _idle.Count;

    /// <summary>Gives an object that is in nobody's use, a new one if there is none. On the server, spawn it next.</summary>
    /// <param name="position">Where it shall be, in the world.</param>
    /// <param name="rotation">How it shall stand, in the world.</param>
    /// <returns>The object, active.</returns>
    public GameObject Take(Vector3 position, Quaternion rotation)
    {
        while (_idle.Count > 0)
        {
            GameObject idle = _idle[^1];
            _idle.RemoveAt(_idle.Count - 1);
            _isIdle.Remove(idle);
            // A scene that was unloaded took its idle objects along.
            if (idle.isDestroyed) continue;
            idle.transform.position = position;
            idle.transform.rotation = rotation;
            idle.SetActive(true);
            return idle;
        }
        return Make(position, rotation);
    }

    /// <summary>
    /// Takes an object back. On the server it is unspawned first, if it is spawned. It is switched off and let go by whatever it hung on. One that was destroyed in the
    /// meantime is simply forgotten.
    /// </summary>
    /// <param name="obj">The object.</param>
    /// <exception cref="ArgumentException">It is not of this pool's prefab.</exception>
    /// <exception cref="InvalidOperationException">It was returned before; or a client tries to return what the server has spawned, which only the server can.</exception>
    public void Return(GameObject obj)
    {
        ArgumentNullException.ThrowIfNull(obj);
        if (obj.isDestroyed) return;
        if (!ReferenceEquals(obj.prefab, prefab)) throw new ArgumentException($"{obj.path} is not a copy of {prefab}. Return it to the pool that it came from.", nameof(obj));
        if (_isIdle.Contains(obj)) throw new InvalidOperationException($"{obj.path} was returned to the pool before. Who took it returns it once, and then lets go of it.");
        NetworkIdentity identity = Spawner.IdentityOf(obj);
        if (identity.IsSpawned)
        {
            if (!identity.isServer) throw new InvalidOperationException($"{obj.path} is on this client because the server has spawned it. It comes back when the server takes it away.");
            NetworkWorld.Of(_world).Server.UnSpawn(obj);
        }
        Keep(obj);
    }

    /// <summary>From now on a client makes the objects of this prefab out of the pool. On a host that changes nothing: its client has the server's objects.</summary>
    /// <param name="client">The client of the pool's world.</param>
    /// <exception cref="ArgumentException">It is the client of another world.</exception>
    public void Serve(NetworkClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (!ReferenceEquals(client.World, _world)) throw new ArgumentException("The client is in another world than the pool, and objects cannot change worlds.", nameof(client));
        client.RegisterSpawnHandler(prefab.assetId, OnSpawn, OnUnSpawn);
    }

    /// <summary>Destroys all idle objects.</summary>
    public void Clear()
    {
        foreach (GameObject idle in _idle) _world.Destroy(idle);
        _idle.Clear();
        _isIdle.Clear();
    }

    private GameObject OnSpawn(SpawnMessage message) => Take(message.position, message.rotation);

    private void OnUnSpawn(GameObject spawned)
    {
        // On a host this is about an object of the server, which returns it itself.
        if (Spawner.IdentityOf(spawned).isServer) return;
        if (ReferenceEquals(spawned.prefab, prefab)) Keep(spawned);
        // Something that a handler before this one made, with the same asset id.
        else _world.Destroy(spawned);
    }

    private GameObject Make(Vector3 position, Quaternion rotation)
    {
        GameObject made = _world.Instantiate(prefab, position, rotation);
        Spawner.IdentityOf(made);
        return made;
    }

    private void Keep(GameObject obj)
    {
        obj.SetActive(false);
        // Whose hand it was in may be about to be destroyed.
        if (obj.transform.parent is not null) obj.transform.SetParent(null);
        if (_idle.Count >= limit)
        {
            _world.Destroy(obj);
            return;
        }
        _idle.Add(obj);
        _isIdle.Add(obj);
    }
}
