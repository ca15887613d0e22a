namespace Tain.Scenarios.HostAndRemote.Scripts;

/// <summary>A script that writes down whatever it is told.</summary>
internal abstract class Logged : NetworkBehaviour
{
    protected Diary Diary => world.Get<Diary>();

    /// <summary>The values of this component, for comparing two copies.</summary>
    public abstract string Describe();

    public override void OnStartServer() => Tell(EntryKind.ServerLife, nameof(OnStartServer));

    public override void OnStopServer() => Tell(EntryKind.ServerLife, nameof(OnStopServer));

    public override void OnStartClient() => TellClient(nameof(OnStartClient));

    public override void OnStopClient() => TellClient(nameof(OnStopClient));

    public override void OnStartLocalPlayer() => TellClient(nameof(OnStartLocalPlayer));

    public override void OnStopLocalPlayer() => TellClient(nameof(OnStopLocalPlayer));

    public override void OnStartAuthority() => TellClient(nameof(OnStartAuthority));

    public override void OnStopAuthority() => TellClient(nameof(OnStopAuthority));

    /// <summary>Called behind each entry.</summary>
    protected virtual void AfterTold()
    {
    }

    protected void Tell(EntryKind kind, string name, string text = "")
    {
        Diary.Write(this, kind, name, text);
        AfterTold();
    }

    protected void Hooked<T>(string name, T before, T now) => Tell(EntryKind.Hook, name, $"{before} -> {now}");

    protected void Watch<T>(string name, SyncList<T> list)
    {
        list.OnAdd += index => Changed(name, $"add [{index}]");
        list.OnInsert += index => Changed(name, $"insert [{index}]");
        list.OnSet += (index, old) => Changed(name, $"set [{index}] was {old}");
        list.OnRemove += (index, old) => Changed(name, $"remove [{index}] was {old}");
        list.OnClear += () => Changed(name, $"clear of {list.Count}");
        list.OnChange += (operation, index, item) => Changed(name, $"{operation} [{index}] {item}");
    }

    protected void Watch<TKey, TValue>(string name, SyncDictionary<TKey, TValue> table) where TKey : notnull
    {
        table.OnAdd += key => Changed(name, $"add [{key}]");
        table.OnSet += (key, old) => Changed(name, $"set [{key}] was {old}");
        table.OnRemove += (key, old) => Changed(name, $"remove [{key}] was {old}");
        table.OnClear += () => Changed(name, $"clear of {table.Count}");
        table.OnChange += (operation, key, value) => Changed(name, $"{operation} [{key}] {value}");
    }

    protected void Watch<T>(string name, SyncSet<T> set)
    {
        set.OnAdd += item => Changed(name, $"add {item}");
        set.OnRemove += item => Changed(name, $"remove {item}");
        set.OnClear += () => Changed(name, $"clear of {set.Count}");
        set.OnChange += (operation, item) => Changed(name, $"{operation} {item}");
    }

    private void Changed(string name, string what) => Tell(EntryKind.Change, name, what);

    // What a script can ask at that moment is part of what it was told.
    private void TellClient(string name) => Tell(EntryKind.ClientLife, name, $"{(isOwned ? "owned " : "")}{(isLocalPlayer ? "player" : "")}".TrimEnd());
}
