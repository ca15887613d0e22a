namespace Tain;

/// <summary>
/// What the rules by distance have in common: an object is seen by the players that are nearer to it than its range, exactly. Each object has an audience of its own.
/// What rests costs nothing; what has moved is compared with what is near it, once per interval, a part of it in each tick.
/// </summary>
/// <remarks>
/// An object's range is its own if it has a <see cref="DistanceInterestManagementCustomRange"/>. Positions that are no numbers are not followed. After a teleport
/// <see cref="NetworkServer.RebuildObservers"/> of the player shows it its new surroundings at once, else that takes up to an interval.
/// </remarks>
public abstract class RangeInterestManagement : InterestManagement
{
    private DistanceInterest? _distances;
    private RuleTicks? _ticks;

    /// <summary>How far objects are seen that have no range of their own, in units. From 1.</summary>
    public int visRange = 500;

    /// <summary>By how many units something has to have moved before its distances are measured again.</summary>
    public float minMoveDistance = 0.1f;

    /// <summary>Within how many seconds a movement changes what is seen; 0: in the same tick.</summary>
    public float rebuildInterval = 1;

    /// <summary>
    /// How much further than its range an object is seen by those who saw it, as a part of the range, from 0 to 0.5. Who walks to and fro at the limit changes nothing. At 0
    /// the limit is exactly Mirror's.
    /// </summary>
    public float hysteresis = 0.05f;

    /// <summary>How many places are looked at in one tick at most. When more have moved the rest is looked at in the next ticks, later than the interval says.</summary>
    public int maxChecksPerTick = 2_000;

    private protected RangeInterestManagement()
    {
    }

    internal DistanceInterest Distances
    {
        get
        {
            if (_distances is not null && ReferenceEquals(_distances.Server, NetworkServer)) return _distances;
            _distances?.Clear();
            _distances = new DistanceInterest(NetworkServer, Range, SeparatesScenes);
            Configure(_distances);
            return _distances;
        }
    }

    /// <summary>Whether a player sees its own scene only.</summary>
    private protected abstract bool SeparatesScenes { get; }

    private int Range => Math.Max(visRange, 1);

    /// <inheritdoc/>
    public override bool OnCheckObserver(NetworkIdentity identity, NetworkConnectionToClient newObserver)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(newObserver);
        return Distances.IsInSight(identity, newObserver);
    }

    /// <inheritdoc/>
    public override void OnRebuildObservers(NetworkIdentity identity, HashSet<NetworkConnectionToClient> newObservers)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(newObservers);
        Distances.Place(identity, newObservers);
    }

    /// <summary>Looks where an object is now and who is near it; when it is a client's player, also what the client sees from there.</summary>
    /// <inheritdoc/>
    public override void Rebuild(NetworkIdentity identity, bool initialize)
    {
        base.Rebuild(identity, initialize);
        if (InterestPlayers.ClientOf(identity) is { } connection) Distances.LookFrom(connection);
    }

    /// <inheritdoc/>
    public override void OnSpawned(NetworkIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        if (InterestPlayers.ClientOf(identity) is { } connection) Distances.LookFrom(connection);
    }

    /// <inheritdoc/>
    public override void OnDestroyed(NetworkIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        Distances.Remove(identity);
    }

    /// <inheritdoc/>
    public override void ResetState()
    {
        _distances?.Clear();
        _distances = null;
    }

    /// <summary>What a client owns comes first, then what is near its player.</summary>
    /// <inheritdoc/>
    public override float GetPriority(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(connection);
        return Nearness.Of(identity, connection);
    }

    /// <inheritdoc/>
    protected override void OnEnable()
    {
        base.OnEnable();
        (_ticks ??= new RuleTicks(this, () => Distances.Resume(), Tick)).Start();
    }

    /// <inheritdoc/>
    protected override void OnDisable()
    {
        base.OnDisable();
        _ticks?.Stop();
        _distances?.Pause();
    }

    private void Tick(double seconds)
    {
        Configure(Distances);
        Distances.Resize(Range);
        Distances.Tick(seconds, rebuildInterval, maxChecksPerTick);
    }

    private void Configure(DistanceInterest distances)
    {
        distances.Slack = Math.Clamp(hysteresis, 0, GridInterestManagement.MaxHysteresis);
        distances.MinMove = minMoveDistance;
    }
}
