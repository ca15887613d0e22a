using System.Text.Json;
using Tain.Transports.Kit;

namespace Tain.Transports.Encryption;

/// <summary>What Mirror's encryption was recorded doing, byte for byte and tick for tick (encryption.json).</summary>
public class EncryptionVectorTests
{
    private const string File = "encryption.json";
    private const string AsksNobody = "A server of ours takes every client's key, as Mirror's does unless a script says otherwise.";
    private const string ErrorsEnd = "An error ends the connection: nothing more is sent or reported on it.";

    /// <summary>Outputs of the recording that ours does not have, each with its reason. The recorded objects go on after errors; a connection of ours is over then.</summary>
    private static readonly Dictionary<string, Dictionary<int, string>> s_notOurs = new()
    {
        ["handshake and data"] = new() { [2] = AsksNobody },
        ["first packets lost: resends"] = new() { [8] = AsksNobody },
        ["nobody answers: timeout"] = new() { [46] = ErrorsEnd, [47] = ErrorsEnd, [49] = ErrorsEnd, [50] = ErrorsEnd },
        ["key refused"] = new() { [2] = AsksNobody, [3] = AsksNobody, [7] = ErrorsEnd, [8] = ErrorsEnd },
        ["data packet changed on the way"] = new() { [2] = AsksNobody },
        ["bad packets to the server"] = new() { [8] = ErrorsEnd, [15] = ErrorsEnd },
    };

    public static IEnumerable<object[]> Cases => Vectors.CaseNames(File);

    [Theory]
    [MemberData(nameof(Cases))]
    public void OursDoesWhatMirrorsDid(string name)
    {
        JsonElement recorded = Vectors.Case(File, name);
        Dictionary<int, string> notOurs = s_notOurs[name];
        string[] kinds = [.. recorded.GetProperty("events").EnumerateArray().Select(one => one.Text("event"))];
        Assert.All(notOurs.Keys, index => Assert.Contains(kinds[index], (string[])["asked to accept key", "error", "packet", "ready"]));

        new EncryptionReplay(recorded).Run(notOurs);
    }
}
