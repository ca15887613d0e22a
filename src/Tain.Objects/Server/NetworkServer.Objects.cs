namespace Tain;

// Objects, players, ownership and visibility.
public sealed partial class NetworkServer
{
    /// <summary>An object was given to a client (true) or taken from it (false) by AssignClientAuthority or RemoveClientAuthority.</summary>
    public event Action<NetworkConnectionToClient, NetworkIdentity, bool>? clientAuthorityCallback;

    /// <summary>Makes the player of a client that asks for one, and hands it to <see cref="AddPlayerForConnection(NetworkConnectionToClient, GameObject)"/>; null: the player prefab is used.</summary>
    public Action<NetworkConnectionToClient>? OnAddPlayer;

    /// <summary>All spawned objects by netId.</summary>
    public IReadOnlyDictionary<uint, NetworkIdentity> spawned => SpawnTable.ByNetId;

    /// <summary>Makes an object appear on all clients that may see it.</summary>
    /// <param name="obj">An object with a NetworkIdentity.</param>
    /// <param name="ownerConnection">The client that owns it, if any.</param>
    /// <exception cref="InvalidOperationException">The server is not active, the object has no identity or has scripts that were not woven.</exception>
    public void Spawn(GameObject obj, NetworkConnectionToClient? ownerConnection = null) => Spawner.Spawn(obj, ownerConnection);

    /// <summary>Makes an object appear, owned by the client that owns a player object.</summary>
    /// <param name="obj">An object with a NetworkIdentity.</param>
    /// <param name="ownerPlayer">The player object of the client that shall own it.</param>
    /// <exception cref="InvalidOperationException">See <see cref="Spawn(GameObject, NetworkConnectionToClient)"/>; or the player belongs to no client.</exception>
    public void Spawn(GameObject obj, GameObject ownerPlayer)
    {
        ArgumentNullException.ThrowIfNull(ownerPlayer);
        NetworkConnectionToClient owner = Spawner.IdentityOf(ownerPlayer).connectionToClient
            ?? throw new InvalidOperationException($"{ownerPlayer.path} belongs to no client, so no client can own {obj.path} through it.");
        Spawn(obj, owner);
    }

    /// <summary>Makes an object appear that clients make from the prefab with a given id.</summary>
    /// <param name="obj">An object with a NetworkIdentity.</param>
    /// <param name="assetId">The id of the prefab.</param>
    /// <param name="ownerConnection">The client that owns it, if any.</param>
    /// <exception cref="InvalidOperationException">See <see cref="Spawn(GameObject, NetworkConnectionToClient)"/>.</exception>
    public void Spawn(GameObject obj, uint assetId, NetworkConnectionToClient? ownerConnection = null)
    {
        ArgumentNullException.ThrowIfNull(obj);
        Spawner.IdentityOf(obj).assetId = assetId;
        Spawn(obj, ownerConnection);
    }

    /// <summary>Makes an object disappear from all clients. It stays on the server, inactive, and can be spawned again. Objects that are not spawned are left alone.</summary>
    /// <param name="obj">The object.</param>
    public void UnSpawn(GameObject obj) => Spawner.UnSpawn(obj);

    /// <summary>Destroys an object everywhere, here at the end of the tick. Objects of a scene are put to sleep instead, so that they can be spawned again.</summary>
    /// <param name="obj">The object.</param>
    public void Destroy(GameObject obj) => Spawner.Destroy(obj);

    /// <summary>Wakes and spawns the sleeping objects of all loaded scenes.</summary>
    /// <returns>True when the server is active.</returns>
    public bool SpawnObjects()
    {
        if (!active) return false;
        List<NetworkIdentity> sleeping = SceneObjects.FindAll(World);
        foreach (NetworkIdentity identity in sleeping)
        {
            if (identity.netId == 0 && !identity.isDestroyed) identity.gameObject.SetActive(true);
        }
        foreach (NetworkIdentity identity in sleeping)
        {
            // Scripts of the ones before may have destroyed it, or stopped the server.
            if (!active) return false;
            if (identity.isDestroyed || identity.netId != 0) continue;
            bool isReachable = identity.transform.parent is not { } parent || parent.gameObject.activeInHierarchy;
            if (isReachable) Spawn(identity.gameObject);
        }
        return true;
    }

    /// <summary>Gives a client its first player object. The client becomes ready and gets the world, then its player.</summary>
    /// <param name="conn">The client.</param>
    /// <param name="player">An object with a NetworkIdentity.</param>
    /// <returns>False when the client has a player, or is gone; the log tells. Nothing has become of the object then.</returns>
    public bool AddPlayerForConnection(NetworkConnectionToClient conn, GameObject player)
    {
        ArgumentNullException.ThrowIfNull(conn);
        ArgumentNullException.ThrowIfNull(player);
        return Players.Add(conn, player);
    }

    /// <summary>Gives a client its first player object, made by clients from the prefab with a given id.</summary>
    /// <param name="conn">The client.</param>
    /// <param name="player">An object with a NetworkIdentity.</param>
    /// <param name="assetId">The id of the prefab.</param>
    /// <returns>False when the client has a player, or is gone; the log tells. Nothing has become of the object then.</returns>
    public bool AddPlayerForConnection(NetworkConnectionToClient conn, GameObject player, uint assetId)
    {
        ArgumentNullException.ThrowIfNull(player);
        Spawner.IdentityOf(player).assetId = assetId;
        return AddPlayerForConnection(conn, player);
    }

    /// <summary>Gives a client another player object.</summary>
    /// <param name="conn">The client.</param>
    /// <param name="player">An object with a NetworkIdentity, spawned or not.</param>
    /// <param name="options">What becomes of the present one.</param>
    /// <returns>False when the object belongs to another client, or the client is gone; the log tells. Nothing has become of the object then.</returns>
    public bool ReplacePlayerForConnection(NetworkConnectionToClient conn, GameObject player, ReplacePlayerOptions options)
    {
        ArgumentNullException.ThrowIfNull(conn);
        ArgumentNullException.ThrowIfNull(player);
        return Players.Replace(conn, player, options);
    }

    /// <summary>Gives a client another player object, made by clients from the prefab with a given id.</summary>
    /// <param name="conn">The client.</param>
    /// <param name="player">An object with a NetworkIdentity, spawned or not.</param>
    /// <param name="assetId">The id of the prefab.</param>
    /// <param name="options">What becomes of the present one.</param>
    /// <returns>False when the object belongs to another client, or the client is gone; the log tells. Nothing has become of the object then.</returns>
    public bool ReplacePlayerForConnection(NetworkConnectionToClient conn, GameObject player, uint assetId, ReplacePlayerOptions options)
    {
        ArgumentNullException.ThrowIfNull(player);
        Spawner.IdentityOf(player).assetId = assetId;
        return ReplacePlayerForConnection(conn, player, options);
    }

    /// <summary>Takes the player object from a client. Without one nothing happens.</summary>
    /// <param name="conn">The client.</param>
    /// <param name="removeOptions">What becomes of the object.</param>
    public void RemovePlayerForConnection(NetworkConnectionToClient conn, RemovePlayerOptions removeOptions = RemovePlayerOptions.KeepActive)
    {
        ArgumentNullException.ThrowIfNull(conn);
        Players.Remove(conn, removeOptions);
    }

    /// <summary>Destroys what a client owns, its player included; objects of a scene stay and belong to nobody.</summary>
    /// <param name="conn">The client.</param>
    public void DestroyPlayerForConnection(NetworkConnectionToClient conn)
    {
        ArgumentNullException.ThrowIfNull(conn);
        Players.DestroyOwned(conn);
    }

    /// <summary>Marks a client as able to show the world; with a player it gets the world.</summary>
    /// <param name="conn">The client.</param>
    public void SetClientReady(NetworkConnectionToClient conn)
    {
        ArgumentNullException.ThrowIfNull(conn);
        Readiness.SetReady(conn);
    }

    /// <summary>Sends nothing of the world to a client until it says Ready again, for example while it loads a scene.</summary>
    /// <param name="conn">The client.</param>
    public void SetClientNotReady(NetworkConnectionToClient conn)
    {
        ArgumentNullException.ThrowIfNull(conn);
        Readiness.SetNotReady(conn);
    }

    /// <summary>Calls <see cref="SetClientNotReady"/> for all clients.</summary>
    public void SetAllClientsNotReady()
    {
        foreach (NetworkConnectionToClient connection in ConnectionTable) Readiness.SetNotReady(connection);
    }

    /// <summary>The rule of who sees what: the interest management that is enabled in this world. Null: everybody sees everything.</summary>
    public InterestManagementBase? aoi => _network.Interest;

    /// <summary>Makes a group of objects that are seen by the same clients. Nothing has to be done to be rid of it: a group that nothing refers to is gone.</summary>
    /// <param name="name">What it is called in messages to the programmer.</param>
    /// <returns>The group, empty.</returns>
    public VisibilityGroup CreateGroup(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new VisibilityGroup(this, name, GroupKind.Custom);
    }

    /// <summary>
    /// Looks anew who should see an object. With interest management its rule is asked. Without, and for an object that is forced shown, nothing happens unless
    /// <paramref name="initialize"/> is true; then it is shown to its group, or to all that are ready, or when it is forced hidden to its owner only.
    /// </summary>
    /// <param name="identity">The object. One that is not spawned is left alone.</param>
    /// <param name="initialize">True to decide as if it was spawned just now.</param>
    public void RebuildObservers(NetworkIdentity identity, bool initialize)
    {
        ArgumentNullException.ThrowIfNull(identity);
        Observation.Rebuild(identity, initialize);
    }

    /// <summary>
    /// Brings an object into the sight of one client. From then on the object has an audience of its own, until it is put into a group or decided about anew. Nothing
    /// happens when the client is not ready or sees it.
    /// </summary>
    /// <param name="identity">The object.</param>
    /// <param name="conn">The client.</param>
    public void ShowForConnection(NetworkIdentity identity, NetworkConnectionToClient conn)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(conn);
        Observation.Show(identity, conn);
    }

    /// <summary>
    /// Takes an object out of the sight of one client. From then on the object has an audience of its own, until it is put into a group or decided about anew. Nothing
    /// happens when the client does not see it.
    /// </summary>
    /// <param name="identity">The object.</param>
    /// <param name="conn">The client.</param>
    public void HideForConnection(NetworkIdentity identity, NetworkConnectionToClient conn)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(conn);
        Observation.Hide(identity, conn);
    }

    internal void RaiseAuthorityChanged(NetworkConnectionToClient connection, NetworkIdentity identity, bool given)
    {
        try
        {
            clientAuthorityCallback?.Invoke(connection, identity, given);
        }
        catch (Exception exception)
        {
            Log.ScriptFailed(identity.Describe(), nameof(clientAuthorityCallback), exception);
        }
    }
}
