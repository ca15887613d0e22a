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
public abstract class GridInterestManagement : GroupInterestManagement
{
    internal const float MaxHysteresis = 0.5f;
    internal const int MaxRings = 5;

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
    /// out; calls, spawns, collections and hand-written state without <see cref="NetworkBehaviour.canRepeatWhole"/> come at once. What comes nearer is told at once.
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

    internal GridInterest Grid => (GridInterest)Sight;

    /// <summary>Looks where an object is now; when it is a client's player, also what the client sees from there.</summary>
    /// <inheritdoc/>
    public override void Rebuild(NetworkIdentity identity, bool initialize)
    {
        ArgumentNullException.ThrowIfNull(identity);
        // The player first: it is in the sight of others at its new place before it sees from there.
        Grid.Place(identity);
        LookFrom(identity);
    }

    /// <summary>What a client owns comes first, then what is near its player.</summary>
    /// <inheritdoc/>
    public override float GetPriority(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(connection);
        return Nearness.Of(identity, connection);
    }

    private protected override IGroupSight CreateSight()
    {
        var grid = new GridInterest(NetworkServer, Shape);
        Configure(grid);
        return grid;
    }

    private protected override void Tick(double seconds)
    {
        GridInterest grid = Grid;
        Configure(grid);
        grid.Reshape(Shape);
        grid.Tick(seconds, IntervalSeconds, maxChecksPerTick);
    }

    private void Configure(GridInterest grid)
    {
        grid.Slack = Math.Clamp(hysteresis, 0, MaxHysteresis);
        grid.MinMove = MinMove;
        grid.FarSendEvery = Math.Max(farSendEvery, 1);
    }
}
