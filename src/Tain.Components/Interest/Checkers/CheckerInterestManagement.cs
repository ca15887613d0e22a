namespace Tain;

/// <summary>The rule that asks the <see cref="NetworkVisibility"/> of each object, and shows objects without one to everybody.</summary>
public class CheckerInterestManagement : InterestManagement
{
    private RuleTicks? _ticks;
    private SceneMoves? _moves;
    private bool _isNoted;
    private bool _isInitial;

    /// <inheritdoc/>
    public override bool OnCheckObserver(NetworkIdentity identity, NetworkConnectionToClient newObserver)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(newObserver);
        return ReferenceEquals(identity.connectionToClient, newObserver) || identity.GetComponent<NetworkVisibility>() is not { } checker || checker.OnCheckObserver(newObserver);
    }

    /// <inheritdoc/>
    public override void OnRebuildObservers(NetworkIdentity identity, HashSet<NetworkConnectionToClient> newObservers)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(newObservers);
        if (identity.GetComponent<NetworkVisibility>() is { } checker)
        {
            checker.OnRebuildObservers(newObservers, _isInitial);
            return;
        }
        foreach (NetworkConnectionToClient connection in NetworkServer.connections.Values) newObservers.Add(connection);
    }

    /// <inheritdoc/>
    public override void Rebuild(NetworkIdentity identity, bool initialize)
    {
        _isInitial = initialize;
        base.Rebuild(identity, initialize);
    }

    /// <inheritdoc/>
    public override float GetPriority(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(connection);
        return Nearness.Of(identity, connection);
    }

    /// <summary>What checkers ask about has changed.</summary>
    internal void NoteChange() => _isNoted = true;

    /// <inheritdoc/>
    protected override void OnEnable()
    {
        base.OnEnable();
        (_ticks ??= new RuleTicks(this, NoteChange, _ => Tick())).Start();
        (_moves ??= new SceneMoves(this, _ => NoteChange())).Start();
    }

    /// <inheritdoc/>
    protected override void OnDisable()
    {
        base.OnDisable();
        _ticks?.Stop();
        _moves?.Stop();
    }

    private void Tick()
    {
        if (!_isNoted) return;
        _isNoted = false;
        RebuildAll();
    }
}
