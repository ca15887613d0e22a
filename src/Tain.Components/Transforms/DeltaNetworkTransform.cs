using System.Numerics;

namespace Tain;

/// <summary>
/// What <see cref="NetworkTransformReliable"/> and <see cref="NetworkTransformHybrid"/> share: movement travels as state, in steps of a precision, as the difference
/// to a base that both sides have.
/// </summary>
/// <remarks>
/// There are two bases, one per direction: what this side told last, and what it heard last. A base changes only with a message that both sides see: a spawn message,
/// a difference, a baseline, a teleport, a hand-over to another owner. It never follows from where an object stands, because every side shows another moment.
/// </remarks>
public abstract partial class DeltaNetworkTransform : NetworkTransformBase
{
    // The place at Awake: what a client makes from the prefab or finds in the scene, before anybody told it anything.
    private TransformSnapshot _built;

    private TransformSnapshot _told;
    private PlaceSteps _toldSteps;
    private PlaceSteps _heardSteps;

    // The spawn in which this side told anything; 0 before.
    private uint _toldNetId;

    // Whose differences the heard base is agreed for.
    private NetworkConnectionToClient? _agreedOwner;
    private bool _movedSincePlaced;

    /// <summary>
    /// After how many silent intervals of this component a movement begins where the object rests, and not where the last snapshot was: it does not slide in from there.
    /// </summary>
    public float onlySyncOnChangeCorrectionMultiplier = 2;

    /// <summary>
    /// Whether an object that has moved and then changes hands is named its place again, by the message of a teleport. Mirror only tells its clients to start anew,
    /// after which a client of Mirror and the server may count from different places.
    /// </summary>
    public bool placeAtHandOver = true;

    /// <summary>How far the rotation must have turned to be sent, in degrees.</summary>
    public float rotationSensitivity = 0.01f;

    /// <summary>The step of positions, in units. The same on all sides, and not 0.</summary>
    public float positionPrecision = 0.01f;

    /// <summary>The step of scales. The same on all sides, and not 0.</summary>
    public float scalePrecision = 0.01f;

    private protected sealed override bool SendsChanges => isServer || IsClientWithAuthority;

    /// <summary>Whether a difference is to what was told last, or to the last whole state.</summary>
    private protected abstract bool DifferencesAddUp { get; }

    /// <summary>Whether a late observer is told what the others were told last, so that all have one base.</summary>
    private protected virtual bool RepeatsToLateObservers => true;

    /// <summary>The step of the components of a rotation; 0 when rotations are not sent as differences.</summary>
    private protected virtual float RotationStep => 0;

    private bool HasObservers => isServer && hasCopies;

    /// <summary>Whether the transform differs enough from what was told to be sent.</summary>
    /// <param name="currentSnapshot">The transform as it is.</param>
    protected virtual bool Changed(TransformSnapshot currentSnapshot) =>
        (syncPosition && PlaceSteps.Of(currentSnapshot.position, positionPrecision) != _toldSteps.Position)
        || (syncScale && PlaceSteps.Of(currentSnapshot.scale, scalePrecision) != _toldSteps.Scale)
        || (syncRotation && Quaternion.Angle(_told.rotation, currentSnapshot.rotation) > rotationSensitivity);

    /// <summary>Writes the whole place for those who see the object appear, else what changed.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="initialState">True for the whole.</param>
    public override void OnSerialize(NetworkWriter writer, bool initialState)
    {
        TransformSnapshot now = Construct();
        if (!initialState)
        {
            WriteDifference(writer, now);
            _movedSincePlaced = true;
            if (DifferencesAddUp) Tell(now);
            return;
        }
        if (isBeingRepeated)
        {
            WriteWhole(writer, _told);
            return;
        }
        bool isFirst = _toldNetId != netId;
        _toldNetId = netId;
        if (isBeingShown) PrepareSpawn(now, isFirst);
        if (isFirst || !isBeingShown || !HasObservers || !RepeatsToLateObservers) Tell(now);
        WriteWhole(writer, _told);
        LookAgain();
    }

    /// <summary>Reads what <see cref="OnSerialize"/> wrote on the other side.</summary>
    /// <param name="reader">Where from.</param>
    /// <param name="initialState">True for the whole.</param>
    public override void OnDeserialize(NetworkReader reader, bool initialState)
    {
        // Everything is read before anything is changed, because the bytes may end too early.
        TransformSnapshot received = default;
        PlaceSteps steps = _heardSteps;
        if (initialState)
        {
            ReadWhole(reader, ref received);
            if (isClientOnly) TellAsSpawned();
            LookAgain();
        }
        else
        {
            ReadDifference(reader, ref steps, ref received);
        }
        // The other side counts on from what it said, whether it can be shown or not.
        if (!initialState && DifferencesAddUp) _heardSteps = steps;
        if (!IsFinite(received.position) || !IsFinite(received.scale) || (syncRotation && !IsRotation(received.rotation)))
        {
            ReportBadData();
            return;
        }
        if (initialState)
        {
            Quantize(received, ref steps);
            _heardSteps = steps;
        }
        Pass(received);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">A precision is not above 0.</exception>
    protected override void Configure()
    {
        base.Configure();
        if (syncPosition) CheckPrecision(nameof(positionPrecision), positionPrecision);
        if (syncScale) CheckPrecision(nameof(scalePrecision), scalePrecision);
    }

    /// <inheritdoc/>
    protected override void Awake()
    {
        base.Awake();
        _built = Construct();
    }

    /// <inheritdoc/>
    protected override void OnDisable()
    {
        base.OnDisable();
        // An object of the scene that sleeps may come back with the same number.
        if (!isServer) _toldNetId = 0;
    }

    private protected override bool Send()
    {
        if (!IsOnNetwork || !SendsChanges) return true;
        if (isServer) CheckOwner();
        else if (!NetworkClient.ready) return false;
        if (!IsSendDue()) return false;
        bool changed = !onlySyncOnChange || Changed(Construct());
        if (changed) SetDirty();
        // What nobody sees is told to the first observer as it is then.
        return !changed || (isServer && !HasObservers);
    }

    // As in Mirror an interval counts from the frame after it ended, so nothing is sent in the frame of the spawn.
    private protected virtual bool IsSendDue()
    {
        bool hasEnded = HasSendIntervalEnded;
        CheckLastSendTime();
        return hasEnded;
    }

    private protected void Tell(in TransformSnapshot place)
    {
        _told = place;
        Quantize(place, ref _toldSteps);
    }

    private protected void CheckPrecision(string name, float precision)
    {
        if (precision > 0 && float.IsFinite(precision)) return;
        throw new InvalidOperationException($"{GetType().Name} of {gameObject.path} has a {name} of {precision}: places cannot be counted in such steps. Set it in the prefab, for example to 0.01.");
    }

    private void Quantize(in TransformSnapshot place, ref PlaceSteps steps)
    {
        if (syncPosition) steps.Position = PlaceSteps.Of(place.position, positionPrecision);
        if (syncRotation && RotationStep > 0) steps.Rotation = PlaceSteps.Of(place.rotation, RotationStep);
        if (syncScale) steps.Scale = PlaceSteps.Of(place.scale, scalePrecision);
    }

    private void Pass(in TransformSnapshot received)
    {
        Vector3? position = syncPosition ? received.position : null;
        Quaternion? rotation = syncRotation ? received.rotation : null;
        Vector3? scale = syncScale ? received.scale : null;
        if (isServer) OnClientToServerSync(position, rotation, scale);
        else if (isClient) OnServerToClientSync(position, rotation, scale);
    }
}
