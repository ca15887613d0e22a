namespace Tain.Scenarios.HostAndRemote;

/// <summary>
/// All differences between a host's client and a remote one. What is not explained here must be the same in both: which callbacks run, in which order for each object,
/// with which values, and what the objects are in the end.
/// </summary>
internal static class Differences
{
    public const string NotTheOwner = "(not the owner)";
    public const string ComponentMark = "component ";

    public static readonly Difference[] All =
    [
        new("11, 13.4", "When an object begins, a host calls every hook once; a remote client calls the hooks of what differs from the prefab, or from what its copy had.",
            occasion => occasion.Begins && occasion.Entry.Kind == EntryKind.Hook),

        new("11, 14", "What the server changes in the frame of the spawn is on a host part of the beginning; a remote client gets it as a change.",
            occasion => occasion.Begins && occasion.Entry.Kind == EntryKind.Change),

        new("10", "An object that ends tells a remote client OnStopAuthority only if it will be used again; a host always.",
            occasion => occasion.Ends && occasion.Entry.Name == nameof(NetworkBehaviour.OnStopAuthority)),

        new("10", "An object that ends in the frame in which it was spawned never begins on a host.",
            occasion => !occasion.WasSeen && !occasion.IsSeen && occasion.Entry.Kind == EntryKind.ClientLife),

        new("7.3, 11, 17.6", "Hidden and shown again, an object ends and begins on a remote client; a host makes it invisible and visible.",
            occasion => !occasion.IsHost && occasion.Entry.Kind == EntryKind.ClientLife && occasion.HadBegun && occasion.IsRemade && occasion.StaysThere && occasion.After is not null && occasion.WasSeen != occasion.IsSeen),

        new("11, 13.4, 14", "A host has the server's own objects: it hears of changes of what it does not see.",
            occasion => occasion.IsHost && occasion.IsState && !(occasion.WasSeen && occasion.IsSeen)),

        new("6.1, 7.3", "A remote client does not hear of the end of what it does not see; a host does.",
            occasion => occasion.IsHost && occasion.Entry.Kind == EntryKind.ClientLife && !occasion.WasSeen && !occasion.IsSeen),

        new("15", "What is for the owner only is on a host, too, when the host is not the owner, and arrives at a remote client when it becomes the owner.",
            occasion => occasion.IsState && occasion.Is(sight => sight.OwnerOnly) && !occasion.OwnedThroughout),

        new("13.1, 13.2", "Setting its own client-to-server SyncVar calls the hook on a host; for a remote client the hook runs on the server.",
            occasion => occasion.IsHost && occasion.Entry.Kind == EntryKind.Hook && occasion.Is(sight => sight.FromClient) && occasion.OwnedThroughout),

        new("11, 12.1", "A host's Commands are plain calls, which nobody checks for ownership.",
            occasion => occasion.IsHost && occasion.Entry.Kind == EntryKind.Command && occasion.Entry.Text.EndsWith(NotTheOwner, StringComparison.Ordinal)),

        new("11", "A host handles everything in the order in which it was sent; an unreliable call right behind a spawn may come to a remote client before the spawn.",
            occasion => occasion.Begins && occasion.Entry.Kind == EntryKind.UnreliableCall),

        new("11, 12.3", "A TargetRpc finds its object on a host also when the host does not see it.",
            occasion => occasion.IsHost && occasion.Entry.Kind is EntryKind.Call or EntryKind.UnreliableCall && !occasion.WasSeen && !occasion.IsSeen),
    ];

    /// <summary>
    /// When a server stops, the client of its own world parts first (5.1, StopHost), a remote one in its turn. So each object is compared by itself then.
    /// </summary>
    public static IEnumerable<Entry> InOrder(IEnumerable<Entry> server, bool serverStopped) =>
        serverStopped ? server.OrderBy(entry => (entry.NetId, entry.Component)) : server;

    /// <summary>
    /// Of several values that a SyncVar gets in a frame a remote client hears of the last; a host is called for each of them (13.1, 13.4). So hooks are compared by what
    /// the first one began with and what the last one ended with.
    /// </summary>
    public static List<string> Joined(List<Entry> hooks) => [.. hooks
        .GroupBy(entry => (entry.NetId, entry.Component, entry.Name))
        .Select(group => (group.Key, From: group.First().Text.Split(" -> ")[0], To: group.Last().Text.Split(" -> ")[1]))
        .Where(change => change.From != change.To)
        .Select(change => $"{change.Key.NetId}.{change.Key.Component} {change.Key.Name} {change.From} -> {change.To}")
        .Order(StringComparer.Ordinal)];
}
