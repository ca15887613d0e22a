namespace Tain.Tests;

/// <summary>A script with one of each collection, registered as the weaver would.</summary>
internal sealed class Bag : NetworkBehaviour
{
    public readonly SyncList<int> list = new();
    public readonly SyncDictionary<string, int> dictionary = new();
    public readonly SyncHashSet<string> set = new();

    public Bag()
    {
        InitSyncObject(list);
        InitSyncObject(dictionary);
        InitSyncObject(set);
        list.OnAdd += index => Journal.Add($"list add {index}");
        list.OnInsert += index => Journal.Add($"list insert {index}");
        list.OnSet += (index, old) => Journal.Add($"list set {index} was {old}");
        list.OnRemove += (index, old) => Journal.Add($"list remove {index} was {old}");
        list.OnClear += () => Journal.Add($"list clear of {list.Count}");
        list.OnChange += (operation, index, item) => Journal.Add($"list {operation} {index} {item}");
        list.Callback += (operation, index, old, item) => Journal.Add($"list {operation} {index} {old} {item}");
        dictionary.OnAdd += key => Journal.Add($"dictionary add {key}");
        dictionary.OnSet += (key, old) => Journal.Add($"dictionary set {key} was {old}");
        dictionary.OnRemove += (key, old) => Journal.Add($"dictionary remove {key} was {old}");
        dictionary.OnClear += () => Journal.Add($"dictionary clear of {dictionary.Count}");
        dictionary.OnChange += (operation, key, value) => Journal.Add($"dictionary {operation} {key} {value}");
        set.OnAdd += item => Journal.Add($"set add {item}");
        set.OnRemove += item => Journal.Add($"set remove {item}");
        set.OnClear += () => Journal.Add($"set clear of {set.Count}");
        set.OnChange += (operation, item) => Journal.Add($"set {operation} {item}");
    }

    public List<string> Journal { get; } = [];

    public override void OnStartClient() => Journal.Add($"OnStartClient with {list.Count}");

    protected internal override bool Weaved() => true;
}
