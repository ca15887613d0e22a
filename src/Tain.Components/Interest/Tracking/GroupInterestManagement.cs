namespace Tain;

/// <summary>
/// What the ready rules have in common that decide by groups: those by grid, scene, match and team. Each object is in one <see cref="VisibilityGroup"/>, each client sees
/// some, so nothing is asked per object and client.
/// </summary>
public abstract class GroupInterestManagement : InterestManagementBase
{
    private IGroupSight? _sight;
    private RuleTicks? _ticks;

    private protected GroupInterestManagement()
    {
    }

    /// <summary>What is known of the server of this world.</summary>
    private protected IGroupSight Sight
    {
        get
        {
            if (_sight is not null && ReferenceEquals(_sight.Server, NetworkServer)) return _sight;
            _sight?.Clear();
            return _sight = CreateSight();
        }
    }

    /// <inheritdoc/>
    public override bool OnCheckObserver(NetworkIdentity identity, NetworkConnectionToClient newObserver)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(newObserver);
        return Sight.IsInSight(identity, newObserver);
    }

    /// <summary>Subscribes a client to what its player sees. Override it to return false for <see cref="OnCheckObserver"/> to be asked about each object.</summary>
    /// <inheritdoc/>
    public override bool SubscribeNewcomer(NetworkConnectionToClient newObserver)
    {
        ArgumentNullException.ThrowIfNull(newObserver);
        Sight.Seat(newObserver);
        return true;
    }

    /// <summary>Looks into which group an object belongs now; when it is a client's player, also what the client sees.</summary>
    /// <inheritdoc/>
    public override void Rebuild(NetworkIdentity identity, bool initialize)
    {
        ArgumentNullException.ThrowIfNull(identity);
        LookFrom(identity);
        Sight.Place(identity);
    }

    /// <inheritdoc/>
    public override void OnSpawned(NetworkIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        LookFrom(identity);
    }

    /// <inheritdoc/>
    public override void OnDestroyed(NetworkIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        Sight.Remove(identity);
    }

    /// <inheritdoc/>
    public override void ResetState()
    {
        _sight?.Clear();
        _sight = null;
    }

    /// <inheritdoc/>
    protected override void OnEnable()
    {
        base.OnEnable();
        (_ticks ??= new RuleTicks(this, () => Sight.Resume(), Tick)).Start();
    }

    /// <inheritdoc/>
    protected override void OnDisable()
    {
        base.OnDisable();
        _ticks?.Stop();
        _sight?.Pause();
    }

    private protected abstract IGroupSight CreateSight();

    /// <summary>When an object is a client's player, looks what the client sees.</summary>
    private protected void LookFrom(NetworkIdentity identity)
    {
        if (InterestPlayers.ClientOf(identity) is { } connection) Sight.LookFrom(connection);
    }

    /// <summary>Called at the end of each tick in which this rule decides, with the seconds since the last one.</summary>
    private protected abstract void Tick(double seconds);
}
