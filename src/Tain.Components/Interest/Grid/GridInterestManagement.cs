namespace Tain;

/// <summary>
/// What the spatial hashes have in common. The world is divided into cells; a client sees what is in the cell of its player and in those around it. Each cell is a
/// <see cref="VisibilityGroup"/>, so nothing is asked per object and client. What rests costs nothing. What moves is looked at once per interval, a part of it in each
/// tick, and only who crosses a border is told of anything, for the cells that come into sight and leave it.
/// </summary>
/// <remarks>
/// An object with a <see cref="DistanceInterestManagementCustomRange"/> is in cells of a size that fits its range. Positions that are no numbers are not followed.
/// After a teleport <see cref="NetworkServer.RebuildObservers"/> of the player shows it its new surroundings at once, else that takes up to an interval.
/// </remarks>
public abstract class GridInterestManagement : InterestManagementBase
{
    internal const float MaxHysteresis = 0.5f;
    internal const int MaxRings = 5;

    private GridInterest? _grid;
    private RuleTicks? _ticks;

    /// <summary>
    /// How far past the border of its cell something has to be to count as in the next one, as a part of the cell's size, from 0 to 0.5. Who walks to and fro on a border
    /// changes nothing. At 0 the cells are exactly Mirror's.
    /// </summary>
    public float hysteresis = 0.1f;

    /// <summary>How many places are looked at in one tick at most. When more have moved the rest is looked at in the next ticks, later than the interval says.</summary>
    public int maxChecksPerTick = 2_000;

    /// <summary>
    /// How many rings of cells a player sees around its own, from 1, which is Mirror's grid, to 5. With more of them the cells are smaller: what is seen at most stays as far
    /// away, what is seen at least, which is from one border to another, is nearer to that.
    /// </summary>
    public int rings = 1;

    /// <summary>
    /// Every how many send intervals a player is sent what changes in the outermost ring; 1 is each. SyncVars come with the values of then, Hybrid deltas between are left
    /// out; calls, spawns, collections and hand-written state come at once. What comes nearer is told at once.
    /// </summary>
    public int farSendEvery = 1;

    private protected GridInterestManagement()
    {
    }

    private protected abstract GridShape Shape { get; }

    private protected int RingsSeen => Math.Clamp(rings, 1, MaxRings);

    /// <summary>Within how many seconds what has moved is looked at.</summary>
    private protected abstract float IntervalSeconds { get; }

    /// <summary>By how many units something has to have moved.</summary>
    private protected virtual float MinMove => 0;

    internal GridInterest Grid
    {
        get
        {
            if (_grid is not null && ReferenceEquals(_grid.Server, NetworkServer)) return _grid;
            _grid?.Clear();
            _grid = new GridInterest(NetworkServer, Shape);
            Configure(_grid);
            return _grid;
        }
    }

    /// <inheritdoc/>
    public override bool OnCheckObserver(NetworkIdentity identity, NetworkConnectionToClient newObserver)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(newObserver);
        return Grid.IsInSight(identity, newObserver);
    }

    /// <summary>Subscribes a client to the cells around its player. Override it to return false for <see cref="OnCheckObserver"/> to be asked about each object.</summary>
    /// <inheritdoc/>
    public override bool SubscribeNewcomer(NetworkConnectionToClient newObserver)
    {
        ArgumentNullException.ThrowIfNull(newObserver);
        Grid.Seat(newObserver);
        return true;
    }

    /// <summary>Looks where an object is now; when it is a client's player, also what the client sees from there.</summary>
    /// <inheritdoc/>
    public override void Rebuild(NetworkIdentity identity, bool initialize)
    {
        ArgumentNullException.ThrowIfNull(identity);
        Grid.Place(identity);
        if (InterestPlayers.ClientOf(identity) is { } connection) Grid.LookFrom(connection);
    }

    /// <inheritdoc/>
    public override void OnSpawned(NetworkIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        if (InterestPlayers.ClientOf(identity) is { } connection) Grid.LookFrom(connection);
    }

    /// <inheritdoc/>
    public override void OnDestroyed(NetworkIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        Grid.Remove(identity);
    }

    /// <inheritdoc/>
    public override void ResetState()
    {
        _grid?.Clear();
        _grid = null;
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
        (_ticks ??= new RuleTicks(this, () => Grid.Resume(), Tick)).Start();
    }

    /// <inheritdoc/>
    protected override void OnDisable()
    {
        base.OnDisable();
        _ticks?.Stop();
        _grid?.Pause();
    }

    private void Tick(double seconds)
    {
        Configure(Grid);
        Grid.Reshape(Shape);
        Grid.Tick(seconds, IntervalSeconds, maxChecksPerTick);
    }

    private void Configure(GridInterest grid)
    {
        grid.Slack = Math.Clamp(hysteresis, 0, MaxHysteresis);
        grid.MinMove = MinMove;
        grid.FarSendEvery = Math.Max(farSendEvery, 1);
    }
}
