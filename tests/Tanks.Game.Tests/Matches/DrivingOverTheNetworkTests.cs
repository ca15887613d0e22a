using System.Numerics;
using Tain.Simulation;

namespace Tanks.Game.Tests;

public sealed class DrivingOverTheNetworkTests
{
    private static readonly DriveInput South = DriveInput.From(Vector2.UnitY, 0, false);

    public static TheoryData<string> Lines => ["Perfect", "Dsl", "BadMobile"];

    [Theory, MemberData(nameof(Lines))]
    public void AfterDrivingAboutEverybodyAgreesWhereTheTankIs(string line)
    {
        LinkProfile profile = line switch { "Perfect" => LinkProfile.Perfect, "Dsl" => LinkProfile.Dsl, _ => LinkProfile.BadMobile };
        var match = new SimulatedMatch(profile, Arena.StandardNumber);
        PlayerSession ada = match.AddPlayer("Ada"), bob = match.AddPlayer("Bob");
        match.RunUntilAllPlay(ada, bob);
        Vector2 start = match.TruthOf(ada).Position;

        var random = new Random(1);
        for (int i = 0; i < 20; i++)
        {
            ada.OwnTank!.Driver.Wish = DriveInput.From(Angle.ToDirection(random.NextSingle() * MathF.Tau), 0, false);
            match.Run(0.3);
        }

        ada.OwnTank!.Driver.Wish = default;
        match.Run(3);
        Vector2 truth = match.TruthOf(ada).Position;
        Assert.True(Vector2.Distance(start, truth) > 1, "the tank did not move");
        Assert.InRange(Vector2.Distance(truth, ada.OwnTank.Position), 0, 0.05f);
        Assert.InRange(Vector2.Distance(truth, bob.Roster.Find(ada.OwnTank.netId)!.Position), 0, 0.05f);
    }

    [Fact]
    public void TheDriverSeesHisTankMoveBeforeTheServerCanHaveAnswered()
    {
        var match = new SimulatedMatch(LinkProfile.Satellite);
        PlayerSession ada = match.AddPlayer("Ada");
        match.RunUntilAllPlay(ada);
        match.Run(1);
        Vector2 start = ada.OwnTank!.Position;

        ada.OwnTank.Driver.Wish = South;
        match.Run(0.25);

        Assert.True(Vector2.Distance(start, ada.OwnTank.Position) > 0.1f);
        Assert.Equal(start, match.TruthOf(ada).Position);
    }

    [Fact]
    public void AClientWithAFastClockDrivesNoFasterThanTheOthers()
    {
        var match = new SimulatedMatch(LinkProfile.Lan, Arena.StandardNumber);
        PlayerSession cheat = match.AddPlayer("Cheat", clockSpeed: 4);
        match.RunUntilAllPlay(cheat);
        cheat.OwnTank!.Driver.Wish = DriveInput.From(match.Roster.Arena!.Size / 2 - match.TruthOf(cheat).Position, 0, false);

        float driven = 0;
        Vector2 last = match.TruthOf(cheat).Position;
        for (int i = 0; i < SimulatedMatch.FramesPerSecond; i++)
        {
            match.Run(1.0 / SimulatedMatch.FramesPerSecond);
            driven += Vector2.Distance(last, match.TruthOf(cheat).Position);
            last = match.TruthOf(cheat).Position;
        }

        const float SavedSeconds = StepBudget.MaxSavedSteps * DriveRules.StepSeconds;
        Assert.InRange(driven, 2, DriveRules.ForwardSpeed * (1.05f + SavedSeconds));
    }
}
