using Tain.Transports.Kit;

namespace Tain.Transports.Kcp;

/// <summary>
/// Our server and clients against the recordings of kcp2k's, datagram by datagram and event by event. Where we differ, <see cref="KcpKnownDifferences"/> says
/// where and why; a difference that no longer exists fails too.
/// </summary>
public class KcpSessionVectorTests
{
    public static IEnumerable<object[]> Cases => Vectors.CaseNames("kcp2.json");

    [Theory]
    [MemberData(nameof(Cases))]
    public void WithoutAddressConfirmationEverythingIsAsRecorded(string name) => Check(name, confirmAddresses: false);

    [Theory]
    [MemberData(nameof(Cases))]
    public void WithAddressConfirmationOnlyTheServersConnectedEventIsLater(string name) => Check(name, confirmAddresses: true);

    [Fact]
    public void EveryKnownDifferenceNamesARecordedCase()
    {
        string[] recorded = [.. Vectors.CaseNames("kcp2.json").Select(one => (string)one[0])];
        Assert.All(KcpKnownDifferences.Cases, name => Assert.Contains(name, recorded));
    }

    private static void Check(string name, bool confirmAddresses)
    {
        var recording = new KcpRecording(name);
        List<string> expected = KcpKnownDifferences.Apply(recording, confirmAddresses, out bool isAsRecorded);

        using var replay = new KcpReplay(recording, confirmAddresses);
        replay.Run();

        foreach (string stream in expected.Concat(replay.Lines).Select(StreamOf).Distinct())
        {
            string wanted = string.Join('\n', expected.Where(line => StreamOf(line) == stream));
            string got = string.Join('\n', replay.Lines.Where(line => StreamOf(line) == stream));
            Assert.True(wanted == got, $"{stream}: expected\n{wanted}\n\nbut got\n{got}\n");
        }
        if (!isAsRecorded) return;
        Assert.Equal(recording.ConnectedAtServer, Remaining(replay.Lines, "server"));
        Assert.Equal(recording.ConnectedClients, Remaining(replay.Lines, "client"));
    }

    // Within one step the order is compared per side and kind: events are pulled, so they come after the datagrams of the same moment.
    private static string StreamOf(string line)
    {
        string[] words = line.Split(' ');
        return $"{words[1]} {(words[1] == "client" ? words[2] : "")} {(words[3] == "output" ? "datagrams" : "events")}";
    }

    private static int[] Remaining(List<string> lines, string side)
    {
        var connected = new SortedSet<int>();
        foreach (string[] words in lines.Select(line => line.Split(' ')).Where(words => words[1] == side))
        {
            if (words[3] == "connected") connected.Add(int.Parse(words[2]));
            if (words[3] == "disconnected") connected.Remove(int.Parse(words[2]));
        }
        return [.. connected];
    }
}
