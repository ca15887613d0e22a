namespace Tain;

/// <summary>
/// Makes the spawn message of an object: the state is written once, and the bytes for everybody but the owner are the same.
/// <see cref="Begin"/> names the object, then <see cref="Send"/> goes to each receiver. Who joins in the same frame gets what was written for the one before.
/// </summary>
internal sealed class SpawnSender(IdentityWriter states)
{
    private static readonly byte[] s_noComponents = [EntityStateKind.NoComponents];

    private readonly InitialStates _known = new();
    private readonly NetworkWriter _forObservers = new();
    private readonly NetworkWriter _own = new();

    /// <summary>Whether a client is told to which baseline the Hybrid differences go that it will get; else it can use none before the next baseline.</summary>
    public bool TellsBaseline { get; init; }

    /// <summary>Begins a frame.</summary>
    public void BeginFrame() => _known.BeginFrame();

    /// <summary>Writes the state of an object as it is now.</summary>
    public void Begin(NetworkIdentity identity)
    {
        identity.IsBeingShown = true;
        // What is changed while nobody watches is not recorded, so of an object without observers it is not known whether it changed.
        states.Write(identity, ComponentMasks.Initial(identity), initialState: true, identity.observers.Count > 0 ? _known : null);
        identity.IsBeingShown = false;
        _forObservers.Reset();
        NetworkMessages.Pack(Make(identity, SpawnFlags.None, states.Observers), _forObservers);
    }

    /// <summary>Sends the object named last.</summary>
    public void Send(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        SpawnFlags flags = FlagsFor(identity, connection);
        if (flags == SpawnFlags.None)
        {
            if (OversizedSpawn.Fits(identity, connection, _forObservers.Position)) connection.SendRaw(_forObservers.ToSpan(), Channels.Reliable);
            return;
        }
        NetworkWriter payload = (flags & SpawnFlags.isOwner) != 0 ? states.Owner : states.Observers;
        _own.Reset();
        NetworkMessages.Pack(Make(identity, flags, payload), _own);
        if (OversizedSpawn.Fits(identity, connection, _own.Position)) connection.SendRaw(_own.ToSpan(), Channels.Reliable);
    }

    /// <summary>Tells a connection which baseline the deltas of an object build on, which the spawn message does not say.</summary>
    public void SendBaselineTick(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        // Before the first baseline both sides count from 0.
        if (!TellsBaseline || identity.SentBaselineTick == 0) return;
        // A baseline of no component: the state is in the spawn message, only the number is news.
        connection.Send(new EntityStateMessageUnreliableBaseline { baselineTick = identity.SentBaselineTick, netId = identity.netId, payload = s_noComponents });
    }

    public static SpawnFlags FlagsFor(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        SpawnFlags flags = ReferenceEquals(identity.connectionToClient, connection) ? SpawnFlags.isOwner : SpawnFlags.None;
        if (ReferenceEquals(connection.identity, identity)) flags |= SpawnFlags.isLocalPlayer;
        return flags;
    }

    private static SpawnMessage Make(NetworkIdentity identity, SpawnFlags flags, NetworkWriter payload)
    {
        Transform transform = identity.transform;
        return new SpawnMessage
        {
            netId = identity.netId,
            spawnFlags = flags,
            sceneId = identity.sceneId,
            assetId = identity.assetId,
            position = transform.localPosition,
            rotation = transform.localRotation,
            scale = transform.localScale,
            // No components at all is null on the wire, components with nothing for this receiver is empty.
            payload = identity.NetworkBehaviours.Length == 0 ? default : payload.ToArraySegment(),
        };
    }
}
