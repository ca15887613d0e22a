namespace Tain;

// Where players appear.
public partial class NetworkManager
{
    /// <summary>The count of <see cref="PlayerSpawnMethod.RoundRobin"/>: the next place. It restarts at a scene change and when the server stops.</summary>
    public int startPositionIndex;

    /// <summary>
    /// The places where players may appear, by their order below their parents. They come from <see cref="NetworkStartPosition"/> and go at a scene change; a destroyed
    /// one drops out.
    /// </summary>
    public List<Transform> startPositions => StartPositions.Of(world).All;

    /// <summary>Adds a place where players may appear.</summary>
    /// <param name="start">The place.</param>
    public void RegisterStartPosition(Transform start)
    {
        ArgumentNullException.ThrowIfNull(start);
        StartPositions.Of(world).Register(start);
    }

    /// <summary>Takes a place back.</summary>
    /// <param name="start">The place.</param>
    public void UnRegisterStartPosition(Transform start) => StartPositions.Of(world).UnRegister(start);

    /// <summary>The place for a new player, chosen as <see cref="playerSpawnMethod"/> says; chance comes from the world's own generator.</summary>
    /// <returns>A place, or null when there is none.</returns>
    public virtual Transform? GetStartPosition() => StartPositions.Of(world).Choose(playerSpawnMethod, Random, ref startPositionIndex);
}
