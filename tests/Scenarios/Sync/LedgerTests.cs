using Tain.Simulation;

namespace Tain.Scenarios.Sync;

/// <summary>State of both methods on lines that lose, double and delay: in the end every copy is right, and what was told about it adds up.</summary>
[Trait("Behaviour", "14"), Trait("Behaviour", "15"), Trait("Behaviour", "16")]
public class LedgerTests
{
    private const int BusyFrames = 300;

    [Theory]
    [InlineData(1UL, SyncMethod.Hybrid, false)]
    [InlineData(2UL, SyncMethod.Hybrid, false)]
    [InlineData(3UL, SyncMethod.Hybrid, true)]
    [InlineData(4UL, SyncMethod.Hybrid, true)]
    [InlineData(5UL, SyncMethod.Reliable, false)]
    [InlineData(6UL, SyncMethod.Reliable, false)]
    public void ALedgerIsRightInTheEndAndItsStoryAddsUp(ulong seed, SyncMethod method, bool redundancy)
    {
        void AddPrefabs(World world)
        {
            world.prefabs.Add("Player", static go => go.AddComponent<NetworkIdentity>());
            world.prefabs.Add("Ledger", go =>
            {
                go.AddComponent<NetworkIdentity>();
                go.AddComponent<Ledger>().syncMethod = method;
            });
        }
        var options = new NetworkServerOptions { unreliableRedundancy = redundancy };
        using var game = new SimulatedGame(seed, LinkProfile.BadMobile, AddPrefabs, player: "Player", options);
        NetworkClient alice = game.Join("alice"), bob = game.Join("bob");
        GameObject made = game.Server.World.Instantiate("Ledger");
        game.Server.Spawn(made);
        Ledger ledger = made.GetComponent<Ledger>()!;

        for (int frame = 0; frame < BusyFrames; frame++)
        {
            LedgerEdits.Edit(ledger, game.Network.Random);
            game.RunFor(TimeSpan.FromSeconds(1 / 60.0));
            if (frame == BusyFrames / 2) game.Connect("carol");
        }
        game.RunUntil(() => game.Clients.All(static client => client.localPlayer is not null));
        game.RunFor(TimeSpan.FromSeconds(3));       // the next baseline, and its repeats
        game.RunUntilReplicated();

        foreach (NetworkClient client in (NetworkClient[])[alice, bob, game.Clients[2]])
        {
            Ledger copy = game.SameOn(ledger, client)!;
            Assert.True(copy.AddsUp, $"seed {seed}: {string.Join(' ', copy.entries)} was told as {string.Join(' ', copy.ToldEntries)}, balance {copy.balance} as {copy.ToldBalance}");
        }
    }
}
