namespace Tain.Tests;

/// <summary>A session with an owner, an onlooker, and bags of three collections that their owner fills.</summary>
internal sealed class BagSession
{
    private readonly int _maxBytes;

    /// <param name="options">Of the server.</param>
    /// <param name="maxBytes">Of each collection; 0 = the server's default.</param>
    public BagSession(NetworkServerOptions? options = null, int maxBytes = 0)
    {
        _maxBytes = maxBytes;
        Session = new Session(options);
        AddBags(Session.Server.World);
        Owner = Join();
        Other = Join();
    }

    public Session Session { get; }

    public ClientSide Owner { get; }

    public ClientSide Other { get; }

    public ClientSide Join()
    {
        ClientSide client = Session.Connect();
        AddBags(client.World);
        Session.Run(6);
        return client;
    }

    /// <summary>A bag that the owner decides over.</summary>
    public Bag SpawnOwned() => Spawn("OwnedBag", Session.ConnectionOf(Owner));

    /// <summary>A bag that the server decides over.</summary>
    public Bag SpawnServers() => Spawn("Bag", null);

    public Bag OwnerCopy(Bag bag) => Copy(Owner, bag)!;

    public static Bag? Copy(ClientSide client, Bag bag) => client.Client.spawned.TryGetValue(bag.netId, out NetworkIdentity? copy) ? copy.GetComponent<Bag>() : null;

    /// <summary>Sends changes of the bag, component 0, as its owner.</summary>
    public void SendState(Bag bag, byte[] component) =>
        Owner.Client.Send(new EntityStateMessage { netId = bag.netId, payload = (byte[])[1, (byte)component.Length, .. component] });

    /// <summary>Sends the content of the bag, component 0, as its owner.</summary>
    public void SendContent(Bag bag, byte[] component) =>
        Owner.Client.Send(new EntityStateMessageUnreliableBaseline { baselineTick = 1, netId = bag.netId, payload = (byte[])[1, (byte)component.Length, .. component] });

    /// <summary>The owner was disconnected for one fault, and nobody else noticed.</summary>
    public void AssertOwnerGone()
    {
        Assert.False(Owner.Client.active);
        Assert.True(Other.Client.isConnected);
        Assert.Equal(0, Session.Server.World.ScriptFailures);
        Assert.Equal(1, Session.Server.Log.Count("is disconnected: it sent state for"));
    }

    private Bag Spawn(string prefab, NetworkConnectionToClient? owner)
    {
        GameObject made = Session.Server.World.Instantiate(prefab);
        Session.NetworkServer.Spawn(made, owner);
        Session.Run(2);
        return made.GetComponent<Bag>()!;
    }

    private void AddBags(World world)
    {
        world.prefabs.Add("Bag", 4242, go => AddBag(go, SyncDirection.ServerToClient));
        world.prefabs.Add("OwnedBag", 4244, go => AddBag(go, SyncDirection.ClientToServer));
    }

    private void AddBag(GameObject go, SyncDirection direction)
    {
        go.AddComponent<NetworkIdentity>();
        Bag bag = go.AddComponent<Bag>();
        bag.syncDirection = direction;
        bag.list.maxBytes = bag.dictionary.maxBytes = bag.set.maxBytes = _maxBytes;
    }
}
