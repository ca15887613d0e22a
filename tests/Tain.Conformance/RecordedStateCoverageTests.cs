using System.Text.Json;
using Tain.Conformance.Client;
using Tain.Conformance.Server;
using Tain.Tests;

namespace Tain.Conformance;

/// <summary>
/// The tests choose what they take of sync.json and sync2.json; this one keeps anything that none of them takes from going unseen, a new recording for example.
/// </summary>
public sealed class RecordedStateCoverageTests
{
    [Fact]
    public void EveryRecordedCaseIsCompared()
    {
        IEnumerable<JsonElement> recorded = new[] { "sync.json", "sync2.json" }.SelectMany(static file => Vectors.Load(file).GetProperty("cases").EnumerateArray());
        JsonElement clients = Vectors.Load("sync.json").GetProperty("cases");
        IEnumerable<string> onClients = ((IEnumerable<object[]>)ClientCaseTests.Cases).Select(row => clients[(int)row[0]].GetProperty("name").GetString()!);
        IEnumerable<string> onServers = ServerCaseTests.Cases.Select(static row => (string)row[1]);
        Assert.Equal(Names(recorded), onServers.Concat(onClients).Order());
    }

    [Fact]
    public void EveryRecordedRunIsCompared()
    {
        IEnumerable<JsonElement> recorded = Vectors.Load("sync2.json").GetProperty("runs").EnumerateArray();
        Assert.Equal(Names(recorded), RunTests.Cases.Concat(ClientRunTests.Cases).Select(static row => (string)row[1]).Order());
    }

    private static IEnumerable<string> Names(IEnumerable<JsonElement> recorded) => recorded.Select(static json => json.GetProperty("name").GetString()!).Order();
}
