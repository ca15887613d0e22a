namespace Tain;

/// <summary>
/// What a spawn means to the client of a host: the object is the server's own and has its state. It remains to tell its scripts, and to call each hook once, as it
/// would be called on a client whose values come from the network.
/// </summary>
internal sealed class HostSpawner(NetworkClient client, SpawnTable table, PrefabTable prefabs, ClientSpawner spawner)
{
    private readonly NetworkWriter _syncVars = new();
    private readonly NetworkReader _reader = new() { Context = NetworkWorld.Of(client.World) };

    public void Spawn(SpawnMessage message)
    {
        NetworkIdentity? identity = NetworkWorld.Of(client.World).Server.SpawnTable.Find(message.netId);
        // It was spawned and taken away again before the message was handled.
        if (identity is not { isDestroyed: false }) return;
        bool isNew = !identity.IsKnownToHostClient;
        table.Add(message.netId, identity);
        spawner.SetOwned(identity, message.isOwner);
        if (message.isLocalPlayer) client.SetLocalPlayer(identity);
        // Not what it is by now: another message tells of that, and a remote client would hear of both.
        identity.isLocalPlayer = message.isLocalPlayer;
        identity.isClient = true;
        identity.Network.ShowToHost(identity, true);
        identity.IsKnownToHostClient = true;
        // Told about it before, the hooks have run for every change since.
        if (isNew) CallHooks(identity);
        spawner.Start(identity);
    }

    /// <summary>Out of the sight of the host's player. The object lives on: it is the server's. Whoever draws it may ask <see cref="NetworkIdentity.isVisibleToHost"/>.</summary>
    public void Hide(uint netId)
    {
        if (table.Find(netId) is { } identity) identity.Network.ShowToHost(identity, false);
    }

    /// <summary>The server takes an object from the network.</summary>
    public void Leave(NetworkIdentity identity)
    {
        if (!ReferenceEquals(table.Find(identity.netId), identity))
        {
            // It goes before its spawn message was handled; if it is the player, the client was told so before.
            if (ReferenceEquals(client.localPlayer, identity)) client.SetLocalPlayer(null);
            return;
        }
        prefabs.TryGiveBack(identity, client.Log);
        spawner.Leave(identity);
        identity.isOwned = false;
        identity.NotifyAuthority();
    }

    // The values are read back as they are now, not as they were in the message: what the server changed since must not be set back.
    private void CallHooks(NetworkIdentity identity)
    {
        identity.IsHostInitialSpawn = true;
        foreach (NetworkBehaviour component in identity.NetworkBehaviours)
        {
            try
            {
                _syncVars.Reset();
                component.ReadBackSyncVars(_syncVars, _reader);
            }
            catch (Exception exception)
            {
                client.Log.ScriptFailed(component.Describe(), "a SyncVar hook", exception);
            }
        }
        identity.IsHostInitialSpawn = false;
    }
}
