namespace Tain;

/// <summary>What the rules by scene, match and team have in common: who has the same key sees each other. For each key there is one <see cref="VisibilityGroup"/>.</summary>
public abstract class KeyedInterestManagement : InterestManagementBase
{
    private KeyedInterest? _keyed;
    private RuleTicks? _ticks;

    private protected KeyedInterestManagement()
    {
    }

    internal KeyedInterest Keyed
    {
        get
        {
            if (_keyed is not null && ReferenceEquals(_keyed.Server, NetworkServer)) return _keyed;
            _keyed?.Clear();
            return _keyed = new KeyedInterest(NetworkServer, KeyOfObject, KeyOfPlayer);
        }
    }

    /// <inheritdoc/>
    public override bool OnCheckObserver(NetworkIdentity identity, NetworkConnectionToClient newObserver)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(newObserver);
        return Keyed.IsInSight(identity, newObserver);
    }

    /// <summary>Subscribes a client to the groups of its player's key. Override it to return false for <see cref="OnCheckObserver"/> to be asked about each object.</summary>
    /// <inheritdoc/>
    public override bool SubscribeNewcomer(NetworkConnectionToClient newObserver)
    {
        ArgumentNullException.ThrowIfNull(newObserver);
        Keyed.Seat(newObserver);
        return true;
    }

    /// <summary>Puts an object into the group of its key; when it is a client's player, the client sees what has the same key.</summary>
    /// <inheritdoc/>
    public override void Rebuild(NetworkIdentity identity, bool initialize)
    {
        ArgumentNullException.ThrowIfNull(identity);
        if (InterestPlayers.ClientOf(identity) is { } connection) Keyed.LookFrom(connection);
        Keyed.Place(identity);
    }

    /// <inheritdoc/>
    public override void OnSpawned(NetworkIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        if (InterestPlayers.ClientOf(identity) is { } connection) Keyed.LookFrom(connection);
    }

    /// <inheritdoc/>
    public override void OnDestroyed(NetworkIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        Keyed.Remove(identity);
    }

    /// <inheritdoc/>
    public override void ResetState()
    {
        _keyed?.Clear();
        _keyed = null;
    }

    /// <inheritdoc/>
    protected override void OnEnable()
    {
        base.OnEnable();
        (_ticks ??= new RuleTicks(this, () => Keyed.Resume(), _ => Keyed.Tick())).Start();
    }

    /// <inheritdoc/>
    protected override void OnDisable()
    {
        base.OnDisable();
        _ticks?.Stop();
    }

    /// <summary>With which key an object is shown.</summary>
    private protected abstract KeyChoice KeyOfObject(NetworkIdentity identity);

    /// <summary>With which key a client looks, by its player.</summary>
    private protected virtual KeyChoice KeyOfPlayer(NetworkIdentity player) => KeyOfObject(player);
}
