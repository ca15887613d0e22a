using System.Text.Json;
using Tain.Tests;

namespace Tain.Components.Tests.Recordings;

public class NetworkTransformRunTests
{
    private const int TimestampBytes = 8;

    private static readonly JsonElement Runs = Vectors.Load("sync2.json").GetProperty("runs");

    private static readonly string[] CallIds = ["2e9d", "d498"];      // RpcMessage, CommandMessage

    public static TheoryData<int> AllRuns => Vectors.Indices(Runs, Uses);

    public static TheoryData<int> WholeRuns => Vectors.Indices(Runs, run => Uses(run) && RecordedPrefabs.AreWhole(run));

    [Theory, MemberData(nameof(WholeRuns))]
    public void EveryPacketIsMirrors(int index) => Compare(index, static packets => packets);

    [Theory, MemberData(nameof(AllRuns))]
    public void EveryCallIsMirrors(int index) => Compare(index, static packets => [.. packets.SelectMany(CallsIn)]);

    private static void Compare(int index, Func<List<string>, List<string>> select)
    {
        RecordedRun run = RecordedRun.Of(Runs[index]);
        int compared = 0;
        foreach ((int frame, List<string> mirrors, List<string> ours) in run.Frames())
        {
            List<string> expected = select(mirrors);
            List<string> actual = select(ours);
            Assert.True(
                expected.SequenceEqual(actual),
                $"{Runs[index].GetProperty("name")}, frame {frame}\nexpected\n{string.Join("\n", expected)}\nbut sent\n{string.Join("\n", actual)}\n{run.Log}");
            compared += actual.Count;
        }
        Assert.True(compared >= 5, $"Only {compared} were compared.");
    }

    private static bool Uses(JsonElement run) => run.GetProperty("prefabs").EnumerateArray().Any(
        prefab => prefab.GetProperty("components").EnumerateArray().Any(
            component => component.GetProperty("type").GetString() == "Mirror.NetworkTransformUnreliable"));

    private static IEnumerable<string> CallsIn(string packet)
    {
        int start = packet.IndexOf(": ", StringComparison.Ordinal) + 2;
        var reader = new NetworkReader(Convert.FromHexString(packet.AsSpan(start)));
        reader.ReadBytesSegment(TimestampBytes);
        while (reader.Remaining > 0)
        {
            string message = Vectors.Hex(reader.ReadBytesSegment((int)Compression.DecompressVarUInt(reader)));
            if (CallIds.Contains(message[..4])) yield return packet[..start] + message;
        }
    }
}
