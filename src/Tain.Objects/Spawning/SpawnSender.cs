namespace Tain;

/// <summary>
/// Makes the spawn message of an object: the state is written once, and the bytes for everybody but the owner are the same.
/// <see cref="Begin(NetworkIdentity)"/> names the object, then <see cref="Send"/> goes to each receiver. Who joins in the same frame gets what was written for the one before.
/// A script that is asked for its state may have other objects sent before it answers: what is half written stays as it is meanwhile.
/// </summary>
internal sealed class SpawnSender(IdentityWriter states)
{
    private static readonly byte[] s_noComponents = [EntityStateKind.NoComponents];

    private readonly InitialStates _known = new();
    private readonly Stack<IdentityWriter> _spares = new();
    private readonly NetworkWriter _forObservers = new();
    private readonly NetworkWriter _own = new();
    private IdentityWriter _states = states;

    /// <summary>Whether a client is told to which baseline the Hybrid differences go that it will get; else it can use none before the next baseline.</summary>
    public bool TellsBaseline { get; init; }

    /// <summary>Counts the objects that were named: which one was the last is known by it.</summary>
    public long Named { get; private set; }

    /// <summary>Begins a frame.</summary>
    public void BeginFrame() => _known.BeginFrame();

    /// <summary>
    /// Somebody is about to get the only copy of an object: it is all news, so nothing is left to be told as a change. The record of Hybrid changes begins anew, under
    /// another baseline's name: a client on a slow line, to which the object was hidden and is shown again, may still have its old copy when the first of them arrive.
    /// </summary>
    public void BeginCopies(NetworkIdentity identity, double now)
    {
        // A script that was asked for the first copy has the object sent to somebody else: what changed since the first question is still to be told.
        if (identity.IsGettingFirstCopy) return;
        identity.ClearAllComponentsDirtyBits(now);
        if (identity.HadCopies && TellsBaseline && HasHybrid(identity)) identity.SentBaselineTick = identity.SentBaselineTick == byte.MaxValue ? (byte)1 : (byte)(identity.SentBaselineTick + 1);
        identity.HadCopies = true;
    }

    /// <summary>Writes the state of an object as it is now.</summary>
    public void Begin(NetworkIdentity identity) => Begin(identity, identity.HasCopies);

    /// <summary>Writes the state of an object as it is now.</summary>
    /// <param name="identity">The object.</param>
    /// <param name="hasCopies">Whether anybody has a copy, so that its changes are watched.</param>
    public void Begin(NetworkIdentity identity, bool hasCopies)
    {
        (bool wasBeingShown, bool wasGettingFirstCopy) = (identity.IsBeingShown, identity.IsGettingFirstCopy);
        IdentityWriter writer = _spares.TryPop(out IdentityWriter? spare) ? spare : new IdentityWriter();
        identity.IsBeingShown = true;
        identity.IsGettingFirstCopy = !hasCopies;
        // What is changed while nobody watches is not recorded, so of an object without observers it is not known whether it changed.
        writer.Write(identity, ComponentMasks.Initial(identity), initialState: true, hasCopies ? _known : null);
        // Unless somebody was sent a copy meanwhile.
        (identity.IsBeingShown, identity.IsGettingFirstCopy) = (wasBeingShown, wasGettingFirstCopy && identity.IsGettingFirstCopy);
        _spares.Push(_states);
        _states = writer;
        Named++;
        _forObservers.Reset();
        NetworkMessages.Pack(Make(identity, SpawnFlags.None, writer.Observers), _forObservers);
    }

    /// <summary>Sends the object named last.</summary>
    /// <returns>The length of the message in bytes.</returns>
    public int Send(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        ReadOnlySpan<byte> message = Write(identity, connection);
        if (!message.IsEmpty) connection.SendRaw(message, Channels.Reliable);
        return message.Length;
    }

    /// <summary>
    /// Makes the message of the object named last, as a connection gets it. It is valid until the next one is made, and empty when the object outgrew a message.
    /// </summary>
    public ReadOnlySpan<byte> Write(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        // Whoever has been asked for the first copy, and is still at it, comes second.
        identity.IsGettingFirstCopy = false;
        SpawnFlags flags = FlagsFor(identity, connection);
        if (flags == SpawnFlags.None) return IfItFits(identity, connection, _forObservers);
        NetworkWriter payload = (flags & SpawnFlags.isOwner) != 0 ? _states.Owner : _states.Observers;
        _own.Reset();
        NetworkMessages.Pack(Make(identity, flags, payload), _own);
        return IfItFits(identity, connection, _own);
    }

    /// <summary>Whether there is a baseline to be told about. Before the first one both sides count from 0.</summary>
    public bool HasBaselineTick(NetworkIdentity identity) => TellsBaseline && identity.SentBaselineTick != 0;

    /// <summary>Tells a connection which baseline the deltas of an object build on, which the spawn message does not say.</summary>
    public void SendBaselineTick(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        if (!HasBaselineTick(identity)) return;
        // A baseline of no component: the state is in the spawn message, only the number is news.
        connection.Send(new EntityStateMessageUnreliableBaseline { baselineTick = identity.SentBaselineTick, netId = identity.netId, payload = s_noComponents });
    }

    public static SpawnFlags FlagsFor(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        SpawnFlags flags = ReferenceEquals(identity.connectionToClient, connection) ? SpawnFlags.isOwner : SpawnFlags.None;
        if (ReferenceEquals(connection.identity, identity)) flags |= SpawnFlags.isLocalPlayer;
        return flags;
    }

    private static ReadOnlySpan<byte> IfItFits(NetworkIdentity identity, NetworkConnectionToClient connection, NetworkWriter message) =>
        OversizedSpawn.Fits(identity, connection, message.Position) ? message.ToSpan() : default;

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

    private static bool HasHybrid(NetworkIdentity identity)
    {
        foreach (NetworkBehaviour component in identity.NetworkBehaviours)
        {
            if (component.syncMethod == SyncMethod.Hybrid) return true;
        }
        return false;
    }
}
