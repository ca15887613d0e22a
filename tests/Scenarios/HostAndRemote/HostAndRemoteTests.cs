using Tain.Scenarios.Kcp;

namespace Tain.Scenarios.HostAndRemote;

/// <summary>A game that works with a remote client works on a host: but for <see cref="Differences"/>, scripts are told the same.</summary>
[Trait("Behaviour", "10")]
[Trait("Behaviour", "11")]
public class HostAndRemoteTests
{
    public static TheoryData<string> Names => [.. Table.All.Select(scenario => scenario.Name)];

    public static TheoryData<ulong> Seeds => KcpScenario.Seeds(200);

    [Theory, MemberData(nameof(Names))]
    public void AScenarioIsTheSameOnAHostAndOnARemoteClient(string name)
    {
        var comparison = new Comparison(Table.All.Single(scenario => scenario.Name == name));

        string? difference = comparison.FindDifference();
        Assert.True(difference is null, difference);
        Assert.True(comparison.Compared > 20, "Something happened.");
    }

    [Theory, MemberData(nameof(Seeds))]
    public void SoIsAScenarioWrittenByChance(ulong seed)
    {
        var comparison = new Comparison(RandomScenario.Make(seed));

        string? difference = comparison.FindDifference();
        Assert.True(difference is null, difference);
        Assert.True(comparison.Compared > 50, "Something happened.");
    }

    [Fact]
    public void EveryDocumentedDifferenceIsNeeded()
    {
        var used = new HashSet<Difference>();
        foreach (Scenario scenario in Table.All)
        {
            var comparison = new Comparison(scenario);
            comparison.FindDifference();
            used.UnionWith(comparison.Used);
        }

        Assert.Equal([], Differences.All.Where(difference => !used.Contains(difference)).Select(difference => difference.ToString()));
    }
}
