using Tain.Scenarios.HostAndRemote.Scripts;

namespace Tain.Scenarios.HostAndRemote;

/// <summary>All that a run of a scenario left behind.</summary>
internal sealed class Transcript
{
    private Transcript(Scenario scenario, bool isHost)
    {
        Scenario = scenario;
        using var stage = new Stage(isHost);
        foreach (Step step in scenario.Steps)
        {
            stage.Do(step);
            Moments.Add(Observe(stage));
        }
        // Copies: the end of the worlds is no part of the run.
        Client = [.. stage.ClientDiary.Entries];
        Server = [.. stage.ServerDiary.Entries];
        Witness = [.. stage.WitnessDiary.Entries];
        Thrown = stage.ServerDiary.Thrown + (isHost ? 0 : stage.ClientDiary.Thrown);
        FailedScripts = stage.Server.World.ScriptFailures + (isHost ? 0 : stage.Client.World.ScriptFailures);
    }

    public Scenario Scenario { get; }

    public List<Moment> Moments { get; } = [];

    public IReadOnlyList<Entry> Client { get; }

    public IReadOnlyList<Entry> Server { get; }

    public IReadOnlyList<Entry> Witness { get; }

    /// <summary>How many exceptions scripts threw on purpose.</summary>
    public int Thrown { get; }

    /// <summary>How many exceptions the engine caught, none of which was on purpose.</summary>
    public long FailedScripts { get; }

    public static Transcript Of(Scenario scenario, bool isHost) => new(scenario, isHost);

    private static Moment Observe(Stage stage)
    {
        NetworkConnectionToClient? connection = stage.ConnectionOrNull;
        var sights = new Dictionary<uint, Sight>();
        foreach (NetworkIdentity identity in stage.Server.spawned.Values)
        {
            bool isSeen = connection is not null && identity.observers.ContainsKey(connection.connectionId);
            bool isOwned = connection is not null && ReferenceEquals(identity.connectionToClient, connection);
            sights.Add(identity.netId, new Sight(isSeen, isOwned, Bits(identity, script => script.syncMode == SyncMode.Owner), Bits(identity, script => script.syncDirection == SyncDirection.ClientToServer)));
        }
        return new Moment(sights, Describe(stage.Client), Describe(stage.Witness), stage.Server.active, connection is not null, connection is { isReady: true });
    }

    private static ulong Bits(NetworkIdentity identity, Func<NetworkBehaviour, bool> has)
    {
        ulong bits = 0;
        foreach (NetworkBehaviour script in identity.NetworkBehaviours)
        {
            if (has(script)) bits |= 1UL << script.ComponentIndex;
        }
        return bits;
    }

    private static Dictionary<uint, string> Describe(NetworkClient client)
    {
        var copies = new Dictionary<uint, string>();
        foreach ((uint netId, NetworkIdentity identity) in client.spawned)
        {
            // A host has what it does not see, but does not show it.
            if (!identity.isVisibleToHost) continue;
            var parts = new List<string>
            {
                $"{(identity.isClient ? "" : "not started ")}{(identity.isOwned ? "owned " : "")}{(identity.isLocalPlayer ? "player " : "")}{(identity.gameObject.activeInHierarchy ? "" : "inactive ")}",
                $"under {identity.transform.parent?.GetComponent<NetworkIdentity>()?.netId} at {identity.transform.localPosition}",
            };
            foreach (NetworkBehaviour script in identity.NetworkBehaviours) parts.Add($"{Differences.ComponentMark}{script.ComponentIndex}: {((Logged)script).Describe()}");
            copies.Add(netId, string.Join('\n', parts));
        }
        return copies;
    }
}
