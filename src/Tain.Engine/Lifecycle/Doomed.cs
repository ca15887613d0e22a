namespace Tain;

/// <summary>What scripts asked to destroy during this tick. It lives until the end of the tick, so that nobody sees an object vanish in the middle.</summary>
internal sealed class Doomed
{
    private readonly List<WorldObject> _objects = [];

    public void Add(WorldObject target) => _objects.Add(target);

    /// <summary>Destroys what is queued. What an OnDestroy queues in turn waits for the next tick, so a chain cannot hold this one.</summary>
    public void DestroyAll()
    {
        int count = _objects.Count;
        for (int i = 0; i < count; i++) _objects[i].DestroyNow();
        _objects.RemoveRange(0, count);
    }
}
