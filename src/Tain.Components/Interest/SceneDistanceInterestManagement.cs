namespace Tain;

/// <summary>
/// Clients see what is in the scene of their player and nearer than <see cref="RangeInterestManagement.visRange"/>: for a server that holds several large scenes. Who
/// moves to another scene sees it at the end of the tick.
/// </summary>
/// <inheritdoc/>
[WireName("Mirror.SceneDistanceInterestManagement")]
public class SceneDistanceInterestManagement : RangeInterestManagement
{
    private SceneMoves? _moves;

    private protected override bool SeparatesScenes => true;

    /// <inheritdoc/>
    protected override void OnEnable()
    {
        base.OnEnable();
        (_moves ??= new SceneMoves(this, identity => Distances.NoteScene(identity))).Start();
    }

    /// <inheritdoc/>
    protected override void OnDisable()
    {
        base.OnDisable();
        _moves?.Stop();
    }
}
