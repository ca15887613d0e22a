using Tain.Simulation;

namespace Tain.Scenarios.Sync;

/// <summary>
/// A client comes late to a world of ten thousand objects, over a line that loses and delays, while objects come and go, change, call, change hands and are hidden.
/// It gets the world over many ticks, and in the end it has exactly what the server has.
/// </summary>
public class LateJoinerTests
{
    private const int Objects = 10_000;
    private const int EditsPerFrame = 20;
    private const double FrameSeconds = 1 / 60.0;

    [Theory]
    [InlineData(1UL, false)]
    [InlineData(2UL, false)]
    [InlineData(3UL, true)]
    [InlineData(4UL, true)]
    public void ALateJoinerHasExactlyTheServersWorldInTheEnd(ulong seed, bool bad)
    {
        int audits = 0, ownAudits = 0;
        void AddPrefabs(World world)
        {
            world.prefabs.Add("Player", static go => go.AddComponent<NetworkIdentity>());
            AddLedger(world, "Ledger", SyncMethod.Reliable, () => audits++, () => ownAudits++);
            AddLedger(world, "Quick ledger", SyncMethod.Hybrid, () => audits++, () => ownAudits++);
        }
        using var game = new SimulatedGame(seed, bad ? LinkProfile.BadMobile : LinkProfile.GoodMobile, AddPrefabs, player: "Player");
        var crowd = new Crowd(game, Objects);
        NetworkClient late = game.Connect("late");
        game.RunUntil(() => game.Server.connections.Values.Any(static connection => connection.identity is not null));
        NetworkConnectionToClient connection = game.Server.connections.Values.Single();
        Assert.True(connection.pendingSpawns > Objects / 2);

        string? failure = null;
        late.OnErrorEvent += (error, reason) => failure = $"{error}: {reason}";
        game.Server.OnErrorEvent += (_, error, reason) => failure = $"{error}: {reason}";
        int frames = 0;
        for (; connection.pendingSpawns > 0; frames++)
        {
            Assert.True(frames < 3000, $"seed {seed}: {connection.pendingSpawns} objects still wait");
            for (int i = 0; i < EditsPerFrame; i++) crowd.Edit(connection);
            game.RunFor(TimeSpan.FromSeconds(FrameSeconds));
            // It can act long before it has everything.
            if (frames == 120) Assert.NotNull(late.localPlayer);
        }
        Assert.True(late.isConnected, $"seed {seed}: the line was lost after {frames} frames. {failure}");
        Assert.True(frames > 30);
        game.RunFor(TimeSpan.FromSeconds(3));       // the next baseline, and its repeats
        game.RunUntilReplicated();

        foreach (AuditedLedger ledger in crowd.Ledgers)
        {
            if (game.SameOn(ledger, late) is { } copy) Assert.True(copy.AddsUp, $"seed {seed}: {copy.netId} does not add up");
        }
        Assert.True(late.spawned.Count > Objects / 2);
        // It heard every call about an object that it had, and every call to itself.
        Assert.Equal((crowd.Audits, crowd.OwnAudits), (audits, ownAudits));
        Assert.True(audits > 0 && ownAudits > 0);
    }

    private static void AddLedger(World world, string name, SyncMethod method, Action onAudit, Action onOwnAudit) => world.prefabs.Add(name, go =>
    {
        go.AddComponent<NetworkIdentity>();
        AuditedLedger ledger = go.AddComponent<AuditedLedger>();
        ledger.syncMethod = method;
        ledger.OnAudit = onAudit;
        ledger.OnOwnAudit = onOwnAudit;
    });
}
