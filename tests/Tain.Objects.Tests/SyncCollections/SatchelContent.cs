namespace Tain.Tests;

/// <summary>The content of a <see cref="Satchel"/> in plain collections.</summary>
internal sealed class SatchelContent(Satchel satchel)
{
    public int Number { get; set; }

    public string Text { get; set; } = "";

    public List<int> List { get; } = [];

    public Dictionary<string, int> Map { get; } = [];

    public SortedDictionary<int, string> SortedMap { get; } = [];

    public HashSet<string> Set { get; } = [];

    public SortedSet<int> SortedSet { get; } = [];

    /// <summary>Takes over what the satchel holds.</summary>
    public void Restart()
    {
        List.Clear();
        Map.Clear();
        SortedMap.Clear();
        Set.Clear();
        SortedSet.Clear();
        // The number is told by its hook also when the object appears.
        Text = satchel.text;
        List.AddRange(satchel.list);
        foreach (KeyValuePair<string, int> entry in satchel.map) Map.Add(entry.Key, entry.Value);
        foreach (KeyValuePair<int, string> entry in satchel.sortedMap) SortedMap.Add(entry.Key, entry.Value);
        Set.UnionWith(satchel.set);
        SortedSet.UnionWith(satchel.sortedSet);
    }

    public override string ToString() => Describe(Number, List, Map, SortedMap, Set, SortedSet);

    public static string Describe(Satchel satchel) => Describe(satchel.number, satchel.list, satchel.map, satchel.sortedMap, satchel.set, satchel.sortedSet);

    private static string Describe(
        int number, IEnumerable<int> list, IEnumerable<KeyValuePair<string, int>> map, IEnumerable<KeyValuePair<int, string>> sortedMap, IEnumerable<string> set, IEnumerable<int> sortedSet) =>
        $"number {number} | list {string.Join(' ', list)} | map {string.Join(' ', map.OrderBy(entry => entry.Key, StringComparer.Ordinal))} | sorted map {string.Join(' ', sortedMap)}"
        + $" | set {string.Join(' ', set.Order(StringComparer.Ordinal))} | sorted set {string.Join(' ', sortedSet)}";
}
