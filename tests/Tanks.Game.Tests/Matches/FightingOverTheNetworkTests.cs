using Tain.Simulation;

namespace Tanks.Game.Tests;

public sealed class FightingOverTheNetworkTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AHitIsSeenAliveByEverybodyAndEndsInAKillAndARespawn(bool badLine)
    {
        (SimulatedMatch match, PlayerSession ada, PlayerSession bob) = Duel(badLine ? LinkProfile.BadMobile : LinkProfile.Lan);
        uint bobId = bob.OwnTank!.netId;
        match.Run(CombatRules.ShieldSeconds + 1);

        ada.OwnTank!.Driver.Wish = Fire(ada, bob);
        match.RunUntil(() => bob.OwnTank.health < CombatRules.MaxHealth && ada.Roster.Find(bobId)!.health < CombatRules.MaxHealth);
        match.RunUntil(() => !bob.OwnTank.isAlive && !ada.Roster.Find(bobId)!.isAlive);
        ada.OwnTank.Driver.Wish = default;

        match.RunUntil(() => bob.OwnTank.isAlive && ada.Roster.Find(bobId)!.isAlive);
        Assert.Equal((1, 0), (match.TruthOf(ada).kills, match.TruthOf(ada).deaths));
        Assert.Equal((0, 1), (match.TruthOf(bob).kills, match.TruthOf(bob).deaths));
        Assert.Equal(CombatRules.MaxHealth, bob.OwnTank.health);
        match.RunUntil(() => ada.Roster.Shells.Count == 0 && match.Roster.Shells.Count == 0);
    }

    [Fact]
    public void AFreshTankIsShieldedUntilItFires()
    {
        (SimulatedMatch match, PlayerSession ada, PlayerSession bob) = Duel(LinkProfile.Lan);
        Assert.True(match.TruthOf(bob).isShielded);

        ada.OwnTank!.Driver.Wish = Fire(ada, bob);
        match.RunUntil(() => match.Roster.Shells.Count > 0);
        Assert.False(match.TruthOf(ada).isShielded);
        Assert.True(match.TruthOf(bob).isShielded);
        ada.OwnTank.Driver.Wish = default;
        match.RunUntil(() => match.Roster.Shells.Count == 0);
        Assert.Equal(CombatRules.MaxHealth, match.TruthOf(bob).health);
    }

    [Fact]
    public void HoldingTheTriggerFiresNoFasterThanTheGunLoads()
    {
        (SimulatedMatch match, PlayerSession ada, PlayerSession _) = Duel(LinkProfile.Lan);
        var seen = new HashSet<uint>();
        ada.OwnTank!.Driver.Wish = DriveInput.From(default, 1, fire: true);   // aslant, or the shells would come back
        for (int i = 0; i < 5 * SimulatedMatch.FramesPerSecond; i++)
        {
            match.Run(1.0 / SimulatedMatch.FramesPerSecond);
            foreach (Shell shell in match.Roster.Shells) seen.Add(shell.netId);
        }

        Assert.InRange(seen.Count, 7, (int)(5 / CombatRules.ReloadSeconds) + 1);
    }

    [Fact]
    public void APickupIsTakenByWhoDrivesOverItAndComesBack()
    {
        (SimulatedMatch match, PlayerSession ada, PlayerSession _) = Duel(LinkProfile.Lan);
        Pickup rapid = match.Roster.Pickups.Single(pickup => pickup.kind == PickupKind.RapidFire);
        match.TruthOf(ada).Driver.PlaceAt(rapid.Position, 0);

        match.RunUntil(() => ada.OwnTank!.hasRapidFire && ada.Roster.Pickups.Single(pickup => pickup.kind == PickupKind.RapidFire) is { isLying: false });
        match.TruthOf(ada).Driver.PlaceAt(match.Roster.Arena!.SpawnPoints[0], 0);
        match.RunUntil(() => rapid.isLying);
        Assert.False(match.TruthOf(ada).hasRapidFire);
    }

    [Fact]
    public void AHealthyTankLeavesTheRepairKitToOthers()
    {
        (SimulatedMatch match, PlayerSession ada, PlayerSession _) = Duel(LinkProfile.Lan);
        Pickup repair = match.Roster.Pickups.Single(pickup => pickup.kind == PickupKind.Repair);
        match.TruthOf(ada).Driver.PlaceAt(repair.Position, 0);
        match.Run(0.2);
        Assert.True(repair.isLying);

        match.TruthOf(ada).health = 25;
        match.RunUntil(() => !repair.isLying);
        Assert.Equal(25 + CombatRules.RepairAmount, match.TruthOf(ada).health);
    }

    // The two begin at their ends of the small arena, with nothing between them.
    private static (SimulatedMatch Match, PlayerSession Ada, PlayerSession Bob) Duel(LinkProfile line)
    {
        var match = new SimulatedMatch(line);
        PlayerSession ada = match.AddPlayer("Ada"), bob = match.AddPlayer("Bob");
        match.RunUntilAllPlay(ada, bob);
        match.TruthOf(ada).Driver.PlaceAt(match.Roster.Arena!.SpawnPoints[0], 0);
        match.TruthOf(bob).Driver.PlaceAt(match.Roster.Arena.SpawnPoints[1], 0);
        match.Run(0.5);
        return (match, ada, bob);
    }

    private static DriveInput Fire(PlayerSession shooter, PlayerSession target) =>
        DriveInput.From(default, Angle.Of(shooter.Roster.Find(target.OwnTank!.netId)!.Position - shooter.OwnTank!.Position), fire: true);
}
