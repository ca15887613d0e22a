namespace Tain.Scenarios.HostAndRemote.Scripts;

/// <summary>The server's to decide, for everybody to see: SyncVars with and without hook, a reference, every kind of collection, every kind of call.</summary>
internal class Ship : Logged
{
    [SyncVar(hook = nameof(OnHull))] public int hull = 100;
    [SyncVar] public string title = "";
    [SyncVar(hook = nameof(OnHolder))] public NetworkIdentity? holder;
    public readonly SyncList<int> cargo = new();
    public readonly SyncDictionary<string, int> crew = new();
    public readonly SyncHashSet<string> flags = new();
    public readonly SyncSortedSet<int> marks = new();

    public override string Describe() =>
        $"hull {hull} title '{title}' holder {holder?.netId} cargo [{string.Join(' ', cargo)}] crew [{string.Join(' ', crew.OrderBy(pair => pair.Key, StringComparer.Ordinal))}] " +
        $"flags [{string.Join(' ', flags.Order(StringComparer.Ordinal))}] marks [{string.Join(' ', marks)}]";

    public override void OnStartClient()
    {
        base.OnStartClient();
        // On a client that joined the holder may have come after this.
        Hang();
    }

    /// <summary>On the server: hangs this object on another one, or (null) lets it go.</summary>
    public void GiveTo(NetworkIdentity? to)
    {
        holder = to;
        Hang();
    }

    [Command] public void CmdSteer(int degrees, NetworkConnectionToClient? sender = null) => Ordered(nameof(CmdSteer), $"{degrees} by {Diary.NameOf(sender)}", sender);

    [Command(requiresAuthority = false)] public void CmdHail(string text, NetworkConnectionToClient? sender = null) => Tell(EntryKind.Command, nameof(CmdHail), $"{text} by {Diary.NameOf(sender)}");

    [Command(channel = Channels.Unreliable)] public void CmdRow(int strokes) => Ordered(nameof(CmdRow), $"{strokes}", connectionToClient);

    [Command]
    public void CmdRepair(int amount)
    {
        Ordered(nameof(CmdRepair), $"{amount}", connectionToClient);
        hull += amount;
        cargo.Add(amount);
        RpcFire(amount);
    }

    [ClientRpc] public void RpcFire(int guns) => Tell(EntryKind.Call, nameof(RpcFire), $"{guns}");

    [ClientRpc(includeOwner = false)] public void RpcSalute(string text) => Tell(EntryKind.Call, nameof(RpcSalute), text);

    [ClientRpc(channel = Channels.Unreliable)] public void RpcSpray(float x, float y) => Tell(EntryKind.UnreliableCall, nameof(RpcSpray), $"{x} {y}");

    [TargetRpc] public void TargetTell(NetworkConnection? to, string text) => Tell(EntryKind.Call, nameof(TargetTell), text);

    [TargetRpc(channel = Channels.Unreliable)] public void TargetWhisper(string text) => Tell(EntryKind.UnreliableCall, nameof(TargetWhisper), text);

    private void Awake()
    {
        Watch(nameof(cargo), cargo);
        Watch(nameof(crew), crew);
        Watch(nameof(flags), flags);
        Watch(nameof(marks), marks);
    }

    // A client that called this without owning the object gets a remark: only on a host can that happen.
    private void Ordered(string name, string what, NetworkConnectionToClient? sender) =>
        Tell(EntryKind.Command, name, ReferenceEquals(sender, connectionToClient) && sender is not null ? what : $"{what} {Differences.NotTheOwner}");

    private void OnHull(int before, int now) => Hooked(nameof(hull), before, now);

    private void OnHolder(NetworkIdentity? before, NetworkIdentity? now)
    {
        Hooked(nameof(holder), before?.netId, now?.netId);
        Hang();
    }

    private void Hang()
    {
        // A part of a larger thing stays where it is.
        if (!ReferenceEquals(gameObject, netIdentity.gameObject)) return;
        Transform? to = holder is { } present ? present.transform : null;
        if (!ReferenceEquals(transform.parent, to)) transform.SetParent(to, worldPositionStays: false);
    }
}
