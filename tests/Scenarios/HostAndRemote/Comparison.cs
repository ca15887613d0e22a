namespace Tain.Scenarios.HostAndRemote;

/// <summary>Runs a scenario with a host and with a remote client, and finds what differs without being one of <see cref="Differences"/>.</summary>
internal sealed class Comparison
{
    private readonly Transcript _host;
    private readonly Transcript _remote;

    public Comparison(Scenario scenario)
    {
        _host = Transcript.Of(scenario, isHost: true);
        _remote = Transcript.Of(scenario, isHost: false);
    }

    /// <summary>The differences that explained something in this scenario.</summary>
    public HashSet<Difference> Used { get; } = [];

    /// <summary>How many entries were compared, so that a scenario in which nothing happens is noticed.</summary>
    public int Compared { get; private set; }

    /// <summary>The first step in which something differs, with both sides; null when there is none.</summary>
    public string? FindDifference()
    {
        if (_host.FailedScripts + _remote.FailedScripts > 0) return "A script failed that was not meant to.";
        for (int step = 0; step < _host.Scenario.Steps.Count; step++)
        {
            string? found = CompareServer(step) ?? CompareBeginnings(step) ?? CompareClient(step) ?? CompareWitness(step) ?? CompareMoments(step);
            if (found is not null) return $"{_host.Scenario.Name}, step {step} ({_host.Scenario.Steps[step].Name}): {found}\n{Tell(step)}";
        }
        return null;
    }

    // The server's own callbacks and the commands it ran, in one order over all objects; and hooks of what clients decide, which run where the value arrives.
    private string? CompareServer(int step)
    {
        return Compare("the server was told", Lines(_host.Server, isHost: true), Lines(_remote.Server, isHost: false))
            ?? Compare("the server heard from clients", Arrivals(_host.Server), Arrivals(_remote.Server));

        List<string> Lines(IReadOnlyList<Entry> entries, bool isHost) => [.. Differences.InOrder(entries
            .Where(entry => entry.Step == step && entry.Kind is EntryKind.ServerLife or EntryKind.Command)
            .Where(entry => !IsExplained(entry, isHost)), !_host.Moments[step].IsActive)
            .Select(entry => entry.ToString())];

        List<string> Arrivals(IReadOnlyList<Entry> entries) => Differences.Joined([.. entries
            .Where(entry => entry.Step == step && entry.Kind == EntryKind.Hook && IsFromOwner(entry))]);
    }

    private string? CompareClient(int step)
    {
        var objects = _host.Client.Concat(_remote.Client).Where(entry => entry.Step == step).Select(entry => (entry.NetId, entry.Component)).Distinct().Order().ToList();
        foreach ((uint netId, byte component) in objects)
        {
            foreach (EntryKind kind in (EntryKind[])[EntryKind.ClientLife, EntryKind.Hook, EntryKind.Change, EntryKind.Call, EntryKind.UnreliableCall])
            {
                List<Entry> host = Select(_host.Client, isHost: true), remote = Select(_remote.Client, isHost: false);
                string? found = kind == EntryKind.Hook
                    ? Compare($"hooks of {netId}.{component}", Differences.Joined(host), Differences.Joined(remote))
                    : Compare($"{kind} of {netId}.{component}", [.. host.Select(entry => entry.ToString())], [.. remote.Select(entry => entry.ToString())]);
                if (found is not null) return found;

                List<Entry> Select(IReadOnlyList<Entry> entries, bool isHost) => [.. entries
                    .Where(entry => entry.Step == step && entry.NetId == netId && entry.Component == component && entry.Kind == kind && !IsExplained(entry, isHost))
                    // State travels in the order of the fields; within a collection the order is that of the changes.
                    .OrderBy(entry => kind == EntryKind.Change ? entry.Name : "", StringComparer.Ordinal)];
            }
        }
        return null;
    }

    // The hooks of a beginning are explained away one by one; together they have to be what the explanation says.
    private string? CompareBeginnings(int step)
    {
        foreach (uint netId in _host.Client.Where(entry => entry.Step == step && entry.Name == nameof(NetworkBehaviour.OnStartClient)).Select(entry => entry.NetId).Distinct())
        {
            List<Entry> host = HooksBefore(_host.Client), remote = HooksBefore(_remote.Client);
            string? found =
                Compare($"each hook of {netId} runs once as it begins", Names(host), [.. Names(host).Distinct()])
                ?? Compare($"hooks of {netId} say what is", [.. host.Where(entry => !IsStill(entry)).Select(entry => entry.ToString())], [])
                ?? Compare($"hooks of {netId} that ran on a remote client ran on the host", Names(host), [.. Names(host).Union(Names(remote)).Order(StringComparer.Ordinal)]);
            if (found is not null) return found;

            List<Entry> HooksBefore(IReadOnlyList<Entry> entries) => [.. entries.Where(entry => entry.Step == step && entry.NetId == netId)
                .TakeWhile(entry => entry.Name != nameof(NetworkBehaviour.OnStartClient)).Where(entry => entry.Kind == EntryKind.Hook)];
        }
        return null;

        static List<string> Names(List<Entry> hooks) => [.. hooks.Select(entry => $"{entry.Component} {entry.Name}").Order(StringComparer.Ordinal)];
        static bool IsStill(Entry hook) => hook.Text.Split(" -> ") is [var before, var now] && before == now;
    }

    // To a third party it makes no difference at all.
    private string? CompareWitness(int step)
    {
        return Compare("another client was told", Lines(_host), Lines(_remote));

        List<string> Lines(Transcript run) => [.. run.Witness.Where(entry => entry.Step == step).Select(entry => entry.ToString())];
    }

    private string? CompareMoments(int step)
    {
        Moment host = _host.Moments[step], remote = _remote.Moments[step];
        string? found = Compare("the server's books", Books(host), Books(remote)) ?? Compare("what another client has", Copies(host.WitnessCopies), Copies(remote.WitnessCopies));
        // What a client has while it is not ready is as old as its last world: that of a host is the server's all the same.
        if (found is not null || !host.IsReady) return found;
        return Compare("what the client has", Seen(host), Seen(remote));

        static List<string> Books(Moment moment) => [.. moment.Sights.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}")];
        static List<string> Copies(IReadOnlyDictionary<uint, string> copies) => [.. copies.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}")];
        static List<string> Seen(Moment moment) => Copies(moment.Copies.Where(pair => moment.Sights.ContainsKey(pair.Key)).ToDictionary(pair => pair.Key, pair => Visible(pair.Value, moment.Sights[pair.Key])));
    }

    // Without the components that are for the owner's eyes only.
    private static string Visible(string copy, Sight sight) => string.Join('\n', copy.Split('\n').Where(line =>
        sight.IsOwned || !line.StartsWith(Differences.ComponentMark, StringComparison.Ordinal)
        || (sight.OwnerOnly & (1UL << int.Parse(line[Differences.ComponentMark.Length..line.IndexOf(':')]))) == 0));

    private bool IsExplained(Entry entry, bool isHost)
    {
        Compared++;
        Occasion occasion = OccasionOf(entry, isHost);
        bool isExplained = false;
        foreach (Difference difference in Differences.All)
        {
            if (!difference.Explains(occasion)) continue;
            Used.Add(difference);
            isExplained = true;
        }
        return isExplained;
    }

    private Occasion OccasionOf(Entry entry, bool isHost)
    {
        Sight? before = SightAt(entry.Step - 1, entry.NetId), after = SightAt(entry.Step, entry.NetId);
        bool begins = before is not { IsSeen: true } && (after is { IsSeen: true } || Has(nameof(NetworkBehaviour.OnStartClient)));
        bool ends = Has(nameof(NetworkBehaviour.OnStopClient));
        bool hadBegun = _host.Client
            .LastOrDefault(other => other.Step < entry.Step && other.NetId == entry.NetId && other.Name is nameof(NetworkBehaviour.OnStartClient) or nameof(NetworkBehaviour.OnStopClient))
            .Name == nameof(NetworkBehaviour.OnStartClient);
        bool isRemade = _remote.Client.Any(other => other.Step == entry.Step && other.NetId == entry.NetId && other.Name is nameof(NetworkBehaviour.OnStartClient) or nameof(NetworkBehaviour.OnStopClient));
        bool staysThere = entry.Step > 0 && _remote.Moments[entry.Step - 1].IsThere && _remote.Moments[entry.Step].IsThere;
        return new Occasion(entry, isHost, before, after, begins, ends, hadBegun, isRemade, staysThere);

        bool Has(string callback) => _host.Client.Concat(_remote.Client).Any(other => other.Step == entry.Step && other.NetId == entry.NetId && other.Name == callback);
    }

    private bool IsFromOwner(Entry entry) => (SightAt(entry.Step, entry.NetId) ?? SightAt(entry.Step - 1, entry.NetId)) is { } sight && (sight.FromClient & (1UL << entry.Component)) != 0;

    // Both runs have the same books, which CompareMoments makes sure of.
    private Sight? SightAt(int step, uint netId) => step >= 0 && _remote.Moments[step].Sights.TryGetValue(netId, out Sight sight) ? sight : null;

    private static string? Compare(string what, List<string> host, List<string> remote) =>
        host.SequenceEqual(remote) ? null : $"{what}\n  host:\n    {string.Join("\n    ", host)}\n  remote:\n    {string.Join("\n    ", remote)}";

    private string Tell(int step)
    {
        return $"all of the step\n  host:\n    {Lines(_host.Client)}\n  remote client:\n    {Lines(_remote.Client)}\n  remote's server:\n    {Lines(_remote.Server)}\n" +
            $"steps: {string.Join(", ", _host.Scenario.Steps.Take(step + 1).Select(one => one.Name))}";

        string Lines(IReadOnlyList<Entry> entries) => string.Join("\n    ", entries.Where(entry => entry.Step == step));
    }
}
