using Tain.Simulate;
using Tain.Simulation;

namespace Tain.Scenarios.Matches;

/// <summary>The command line of tools/simulate: a mistake is one line that says what is taken, and a game keeps its numbers whatever the order.</summary>
public class RunnerOptionsTests
{
    [Theory]
    [InlineData("There is no option '--nonsense'.", "--nonsense")]
    [InlineData("There is no option 'extra'.", "extra", "--seeds", "1")]
    [InlineData("--seeds (nothing): a whole number from 1", "--seeds")]
    [InlineData("--seeds 0: a whole number from 1", "--seeds", "0")]
    [InlineData("--clients -1: a whole number from 1 to 200 is taken.", "--clients", "-1")]
    [InlineData("--clients 1000000: a whole number", "--clients", "1000000")]
    [InlineData("--workers 0: a whole number", "--workers", "0")]
    [InlineData("--play x: a whole number", "--play", "x")]
    [InlineData("--first -1: a seed", "--first", "-1")]
    [InlineData("--game chess: match, tanks or scale is taken.", "--game", "chess")]
    [InlineData("--line Equals: one of Perfect, Lan", "--line", "Equals")]
    [InlineData("--clients 8: the script of --game scale has 5.", "--clients", "8", "--game", "scale")]
    public void AMistakeSaysWhatIsTaken(string expected, params string[] args)
    {
        string? mistake = RunnerOptions.Parse(args).Mistake;
        Assert.StartsWith(expected, mistake, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", mistake, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--game", "scale", "--play", "3", "--line", "Dsl")]
    [InlineData("--line", "Dsl", "--play", "3", "--game", "scale")]
    public void TheOrderIsOfNoMatter(params string[] args)
    {
        RunnerOptions options = RunnerOptions.Parse(args);
        Assert.Null(options.Mistake);
        Assert.Equal((5, TimeSpan.FromSeconds(3), LinkProfile.Dsl), (options.Match.Clients, options.Match.PlayTime, options.Match.Profile));
    }

    [Fact]
    public void EachLineOfTheHelpIsThere()
    {
        foreach (string line in (string[])["Perfect", "Lan", "Dsl", "GoodMobile", "BadMobile", "Satellite"]) Assert.Null(RunnerOptions.Parse(["--line", line]).Mistake);
        Assert.Equal(18_000_000_000_000_000_000UL, RunnerOptions.Parse(["--first", "18000000000000000000"]).First);
    }
}
