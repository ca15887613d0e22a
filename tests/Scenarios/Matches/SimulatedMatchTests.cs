using Tain.Scenarios.Kcp;
using Tain.Simulate;
using Tain.Simulation;

namespace Tain.Scenarios.Matches;

/// <summary>
/// The whole stack, from scripts to datagrams, on a bad network: every client's world ends equal to the server's, and no call was lost, doubled or out of order on the way.
/// <c>tools/simulate</c> runs the same match for as many seeds as one has patience. A seed that fails there becomes a test here before its cause is mended.
/// </summary>
public class SimulatedMatchTests
{
    public static TheoryData<ulong> Seeds => KcpScenario.Seeds(24);

    public static TheoryData<ulong> FewSeeds => KcpScenario.Seeds(6);

    public static TheoryData<string> Lines => ["Perfect", "Lan", "Dsl", "GoodMobile", "Satellite"];

    [Theory, MemberData(nameof(Seeds))]
    public void EveryWorldEndsEqualToTheServers(ulong seed)
    {
        MatchReport report = SimulatedMatch.Run(seed, new MatchSettings());
        Assert.True(report.Journal.Commands > 20 && report.Journal.Calls > 20, "The match was no empty run.");
        Assert.True(report.LostDatagrams > 100, "The line was bad.");
    }

    [Theory, MemberData(nameof(Lines))]
    public void AlsoOnOtherLines(string line)
    {
        var profile = (LinkProfile)typeof(LinkProfile).GetProperty(line)!.GetValue(null)!;
        MatchReport report = SimulatedMatch.Run(seed: 1, new MatchSettings { Clients = 6, Profile = profile });
        Assert.True(report.Journal.Spawns > 20, "Things came and went.");
    }

    [Theory, MemberData(nameof(FewSeeds))]
    public void TanksEndsWithEveryMachineShowingWhatTheServerHas(ulong seed)
    {
        MatchReport report = TanksMatch.Run(seed, new MatchSettings { Clients = 5 });
        Assert.True(report.LostDatagrams > 1_000 && report.ObjectsAtEnd > 5, "The line was bad, and there was something to show.");
    }

    [Fact]
    public void TheSameSeedGivesTheSameMatchByteForByte()
    {
        ulong first = SimulatedMatch.Run(7, new MatchSettings()).Fingerprint;
        Assert.Equal(first, SimulatedMatch.Run(7, new MatchSettings()).Fingerprint);
        Assert.NotEqual(first, SimulatedMatch.Run(8, new MatchSettings()).Fingerprint);

        ulong tanks = TanksMatch.Run(7, new MatchSettings()).Fingerprint;
        Assert.Equal(tanks, TanksMatch.Run(7, new MatchSettings()).Fingerprint);
    }
}
