namespace Tain;

/// <summary>
/// Clients see what is in the scene of their player: for a server that holds several rooms, dungeons or copies of an arena at once. Who moves to another scene
/// (<see cref="SceneCollection.MoveGameObjectToScene"/>) sees it at the end of the tick.
/// </summary>
[WireName("Mirror.SceneInterestManagement")]
public class SceneInterestManagement : KeyedInterestManagement
{
    private SceneMoves? _moves;

    /// <inheritdoc/>
    protected override void OnEnable()
    {
        base.OnEnable();
        (_moves ??= new SceneMoves(this, identity => Keyed.NoteChange(identity))).Start();
    }

    /// <inheritdoc/>
    protected override void OnDisable()
    {
        base.OnDisable();
        _moves?.Stop();
    }

    private protected override KeyChoice KeyOfObject(NetworkIdentity identity) => new(KeyScope.One, new InterestKey(identity.gameObject.scene));
}
