namespace Tain.LoadTest.Reports;

/// <summary>A run that did not pass tells what to look at.</summary>
public class AdviceTests
{
    [Theory]
    [InlineData("No server answers at kcp://example.org:7777", "Refused (while joining)", 0, 0)]
    [InlineData("No server answers at kcp://example.org:7777", "Timeout (while joining)", 0, 0)]
    [InlineData("The name example.org is not known", "DnsResolve (while joining)", 0, 0)]
    [InlineData("not in this protocol", "InvalidReceive (while joining)", 0, 0)]
    [InlineData("not in this protocol", "ended by the server (while joining)", 0, 0)]
    [InlineData("is not of this protocol", "InvalidReceive (while joining)", 10, 0)]
    [InlineData("--wait-for-scene", "Timeout (while joining)", 10, 0)]
    [InlineData("limit of connections", "Timeout (while joining)", 10, 5)]
    public void WhoDoesNotGetInIsToldWhatToLookAt(string expected, string reason, long connects, long joins)
    {
        LoadReport report = Failed(new ClientFigures { Lost = 10, Connects = connects, Joins = joins }, reason);
        Assert.Contains(expected, Advice.For(report), StringComparison.Ordinal);
    }

    [Fact]
    public void ClientsThatWaitForAPlayerAreAdvisedToo() =>
        Assert.Contains("gave no player", Advice.For(Failed(new ClientFigures { Joining = 10, Connects = 10 }, null)), StringComparison.Ordinal);

    [Theory]
    [InlineData("move", false, true)]
    [InlineData("idle", false, false)]
    [InlineData("move", true, false)]
    public void ScriptsOfTheBuiltInServerAreNotForOthers(string script, bool serve, bool isAdvised)
    {
        LoadReport report = Failed(new ClientFigures { Connects = 10, Joins = 10, Commands = 300 }, null) with { AllJoined = true, Passed = true };
        string? advice = Advice.For(report with { Plan = report.Plan with { Script = script, Serve = serve } });
        Assert.Equal(isAdvised, advice?.Contains("--script idle", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public void WhoseClientsAllGotInNeedsNone() => Assert.Null(Advice.For(Failed(new ClientFigures { Lost = 10, Connects = 10, Joins = 10 }, "Timeout (in play)") with { AllJoined = true }));

    private static LoadReport Failed(ClientFigures clients, string? reason) => new()
    {
        Plan = new LoadPlan { Server = new Uri("kcp://example.org:7777") },
        Clients = clients,
        Disconnects = reason is null ? [] : new Dictionary<string, long> { [reason] = 10 },
    };
}
