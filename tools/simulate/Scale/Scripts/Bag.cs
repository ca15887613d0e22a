namespace Tain.Simulate;

/// <summary>Collections beside a SyncVar.</summary>
internal sealed class Bag : ScaleBehaviour
{
    [SyncVar] public int weight;
    public readonly SyncList<int> row = [];
    public readonly SyncDictionary<int, string> names = [];
    public readonly SyncHashSet<int> marks = [];

    public override string Describe() =>
        $"bag {weight} [{string.Join(' ', row)}] {{{string.Join(' ', names.OrderBy(pair => pair.Key))}}} {{{string.Join(' ', marks.Order())}}}";

    // Server.
    public void Shake(Simulation.SimulatedRandom random)
    {
        int what = random.Next(7), value = random.Next(20);
        if (what == 0 && row.Count > 0) row.RemoveAt(value % row.Count);
        else if (what == 1 && row.Count > 0) row[value % row.Count] = value;
        else if (what == 2 && row.Count > 8) row.Clear();
        else if (what <= 3) row.Insert(value % (row.Count + 1), value);
        else if (what == 4) names[value % 6] = $"name {value}";
        else if (what == 5) names.Remove(value % 6);
        else if (!marks.Add(value % 8)) marks.Remove(value % 8);
        if (value < 5) weight += value;
    }
}
