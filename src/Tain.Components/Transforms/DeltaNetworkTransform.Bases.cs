namespace Tain;

// Agreement about the bases when the object appears, jumps, or changes hands.
public abstract partial class DeltaNetworkTransform
{
    /// <summary>Writes a whole place. What is sent must be enough to make the same base from it.</summary>
    private protected abstract void WriteWhole(NetworkWriter writer, in TransformSnapshot place);

    /// <summary>Reads a whole place; parts that are not sent stay.</summary>
    private protected abstract void ReadWhole(NetworkReader reader, ref TransformSnapshot place);

    private protected override void OnPlaced()
    {
        TransformSnapshot now = Construct();
        // A teleport names no scale, so its base stays what was said last.
        now.scale = _told.scale;
        Vector3Long toldScale = _toldSteps.Scale;
        Vector3Long heardScale = _heardSteps.Scale;
        Tell(now);
        _heardSteps = _toldSteps;
        _toldSteps.Scale = toldScale;
        _heardSteps.Scale = heardScale;
        _movedSincePlaced = false;
    }

    /// <summary>
    /// The new owner counts from what the server told it last, and so does the server. A client of another make counts from where the object stands there, which is the
    /// same if the object has not moved since its place was named; if it has, its place is named again. (In Mirror the sides differ from then on.)
    /// </summary>
    private protected override void HandOver(NetworkConnectionToClient? owner)
    {
        _heardSteps = _toldSteps;
        _agreedOwner = owner;
        if (!_movedSincePlaced || !placeAtHandOver)
        {
            base.HandOver(owner);
            return;
        }
        ResetState();
        PlaceEverywhere();
    }

    private protected override void OnServerReset() => TellAsHeard();

    // On the server. The owner that gets this spawn message counts from the place in it.
    private void PrepareSpawn(in TransformSnapshot now, bool isFirst)
    {
        OwnerChanges.ListenTo(NetworkServer);
        if (connectionToClient is not { } owner || (!isFirst && netIdentity.observers.ContainsKey(owner.connectionId) && !owner.IsPending(netIdentity))) return;
        Quantize(PlaceInSpawnMessage(now), ref _heardSteps);
        _agreedOwner = owner;
    }

    // On a client. What is spawned again while it is there keeps its base.
    private void TellAsSpawned()
    {
        if (_toldNetId == netId) return;
        _toldNetId = netId;
        Tell(PlaceInSpawnMessage(Construct()));
    }

    // A spawn message makes the object of a prefab at a place, in the prefab's scale; an object of the scene is where the scene has it. Parts below are as they were built.
    // What the message names is relative to a parent that clients do not have, so there it is the place in the world, too.
    private TransformSnapshot PlaceInSpawnMessage(TransformSnapshot now)
    {
        if (netIdentity.sceneId != 0 || target != netIdentity.transform) return _built;
        target.GetLocalPositionAndRotation(out now.position, out now.rotation);
        now.scale = _built.scale;
        return now;
    }

    // An owner that came without a spawn message or a hand-over, for example a player object that replaced another one.
    private void CheckOwner()
    {
        if (syncDirection != SyncDirection.ClientToServer || ReferenceEquals(connectionToClient, _agreedOwner)) return;
        _agreedOwner = connectionToClient;
        if (connectionToClient is null || isOwned) return;      // nobody, or the host itself, which sends no differences to its own server
        if (!placeAtHandOver) return;
        ResetState();
        PlaceEverywhere();
    }

    private void TellAsHeard()
    {
        _toldSteps = _heardSteps;
        _told = Construct();
        if (syncPosition) _told.position = Compression.ScaleToFloat(_heardSteps.Position, positionPrecision);
        if (syncScale) _told.scale = Compression.ScaleToFloat(_heardSteps.Scale, scalePrecision);
    }
}
