using Tain.Simulation;

namespace Tanks.Game.Tests;

public sealed class JoiningTests
{
    [Fact]
    public void PlayersSeeEachOtherWithTheirNames()
    {
        var match = new SimulatedMatch(LinkProfile.GoodMobile);
        PlayerSession ada = match.AddPlayer("Ada"), bob = match.AddPlayer("Bob");
        match.RunUntilAllPlay(ada, bob);

        Assert.Equal(["Ada", "Bob"], bob.Roster.Tanks.Select(tank => tank.playerName).Order());
        Assert.NotEqual(ada.OwnTank!.seat, bob.OwnTank!.seat);
    }

    [Fact]
    public void WhoeverLeavesDisappearsForTheOthers()
    {
        var match = new SimulatedMatch(LinkProfile.Lan);
        PlayerSession ada = match.AddPlayer("Ada"), bob = match.AddPlayer("Bob");
        match.RunUntilAllPlay(ada, bob);

        bob.Client.Disconnect();
        match.RunUntil(() => ada.Roster.Tanks.Count == 1, limitSeconds: 0.9);   // before Bob comes back by himself
        match.RunUntilAllPlay(ada, bob);
    }

    [Fact]
    public void AFullArenaSaysSoAndLetsInWhenAPlaceIsFree()
    {
        var match = new SimulatedMatch(LinkProfile.Lan, maxPlayers: 1);
        PlayerSession ada = match.AddPlayer("Ada");
        match.RunUntilAllPlay(ada);
        PlayerSession bob = match.AddPlayer("Bob");
        match.RunUntil(() => bob.State == SessionState.Full);
        Assert.Equal(1, bob.MaxPlayers);
        Assert.Single(match.Roster.Tanks);

        // Ada loses her place to Bob, who waited; now she waits.
        match.RunUntil(() =>
        {
            if (ada.State == SessionState.Playing) ada.Client.Disconnect();
            return bob.State == SessionState.Playing;
        });
        match.RunUntil(() => ada.State == SessionState.Full);
    }

    [Fact]
    public void ARestartedServerGetsItsPlayersBack()
    {
        var match = new SimulatedMatch(LinkProfile.Lan);
        PlayerSession ada = match.AddPlayer("Ada"), bob = match.AddPlayer("Bob");
        match.RunUntilAllPlay(ada, bob);

        match.RestartServer();

        match.RunUntil(() => ada.State == SessionState.Lost && bob.State == SessionState.Lost);
        match.RunUntilAllPlay(ada, bob);
        Assert.Equal(["Ada", "Bob"], match.Roster.Tanks.Select(tank => tank.playerName).Order());
    }

    [Fact]
    public void ANewNameIsCleanedAndToldToEverybody()
    {
        var match = new SimulatedMatch(LinkProfile.Lan);
        PlayerSession ada = match.AddPlayer("Ada"), bob = match.AddPlayer("Bob");
        match.RunUntilAllPlay(ada, bob);

        ada.OwnTank!.CmdRename(" \t Queen\nof the whole wide arena");

        match.RunUntil(() => bob.Roster.Find(ada.OwnTank.netId)!.playerName == "Queen of the who");
    }
}
