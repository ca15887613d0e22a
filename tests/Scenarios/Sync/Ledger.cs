namespace Tain.Scenarios.Sync;

/// <summary>State of every kind in one component, and beside it what hooks and callbacks told about it.</summary>
public class Ledger : NetworkBehaviour
{
    [SyncVar(hook = nameof(OnBalanceChanged))] public int balance;
    [SyncVar] public string note = "";

    public readonly SyncList<int> entries = [];
    public readonly SyncDictionary<int, string> names = new();
    public readonly SyncHashSet<int> marks = new();

    /// <summary>The balance that the hook told last.</summary>
    public int ToldBalance { get; private set; }

    /// <summary>The list as its callbacks told it.</summary>
    public List<int> ToldEntries { get; } = [];

    /// <summary>The dictionary as its callbacks told it.</summary>
    public Dictionary<int, string> ToldNames { get; } = [];

    /// <summary>The set as its callbacks told it.</summary>
    public HashSet<int> ToldMarks { get; } = [];

    /// <summary>Whether everything told is what is here.</summary>
    public bool AddsUp =>
        ToldBalance == balance && ToldEntries.SequenceEqual(entries) && ToldMarks.SetEquals(marks)
        && ToldNames.OrderBy(static name => name.Key).SequenceEqual(names.OrderBy(static name => name.Key));

    public override void OnStartClient()
    {
        ToldBalance = balance;
        ToldEntries.AddRange(entries);
        ToldMarks.UnionWith(marks);
        foreach (KeyValuePair<int, string> name in names) ToldNames.Add(name.Key, name.Value);
        entries.Callback += Follow;
        names.OnAdd += key => ToldNames.Add(key, names.GetValueOrDefault(key) ?? "");
        names.OnSet += (key, _) => ToldNames[key] = names.GetValueOrDefault(key) ?? "";
        names.OnRemove += (key, _) => ToldNames.Remove(key);
        names.OnClear += ToldNames.Clear;
        marks.OnAdd += item => Assert.True(ToldMarks.Add(item));
        marks.OnRemove += item => Assert.True(ToldMarks.Remove(item));
        marks.OnClear += ToldMarks.Clear;
    }

    private void OnBalanceChanged(int before, int now) => ToldBalance = now;

    private void Follow(SyncList<int>.Operation operation, int index, int old, int item)
    {
        switch (operation)
        {
            case SyncList<int>.Operation.OP_ADD: ToldEntries.Add(item); break;
            case SyncList<int>.Operation.OP_INSERT: ToldEntries.Insert(index, item); break;
            case SyncList<int>.Operation.OP_SET: ToldEntries[index] = item; break;
            case SyncList<int>.Operation.OP_REMOVEAT: ToldEntries.RemoveAt(index); break;
            case SyncList<int>.Operation.OP_CLEAR: ToldEntries.Clear(); break;
        }
    }
}
