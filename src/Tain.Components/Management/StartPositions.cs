namespace Tain;

/// <summary>The places of a world where players may appear. They belong to the world, because a scene may awaken before the manager does.</summary>
internal sealed class StartPositions
{
    private StartPositions()
    {
    }

    /// <summary>The places, by their order below their parents; roots, which have no order, as they came.</summary>
    public List<Transform> All { get; } = [];

    public static StartPositions Of(World world)
    {
        if (world.TryGet(out StartPositions? known)) return known;
        var made = new StartPositions();
        world.Set(made);
        return made;
    }

    public void Register(Transform place)
    {
        All.Add(place);
        // List.Sort would shuffle equal ones, and then two runs of one seed would differ.
        Transform[] sorted = [.. All.OrderBy(static known => known.GetSiblingIndex())];
        All.Clear();
        All.AddRange(sorted);
    }

    public void UnRegister(Transform place) => All.Remove(place);

    /// <summary>A place, or null when there is none.</summary>
    /// <param name="method">How to choose.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <param name="next">The count of RoundRobin.</param>
    public Transform? Choose(PlayerSpawnMethod method, SeededRandom random, ref int next)
    {
        All.RemoveAll(static place => place.isDestroyed);
        if (All.Count == 0) return null;
        if (method == PlayerSpawnMethod.Random) return All[random.Range(0, All.Count)];
        if (next >= All.Count) next = 0;        // places may have gone since
        Transform chosen = All[next];
        next = (next + 1) % All.Count;
        return chosen;
    }
}
