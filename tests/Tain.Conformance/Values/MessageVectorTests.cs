using System.Reflection;
using System.Text.Json;
using Tain.Conformance.Kit;
using Tain.Tests;

namespace Tain.Conformance.Values;

/// <summary>Messages that the weaver serializes, those of a game and those of Mirror's that Tain does not have yet, have the recorded ids and bytes.</summary>
public sealed class MessageVectorTests
{
    private static readonly JsonElement Recorded = Vectors.Load("messages.json").GetProperty("messages");

    // What the floors write by hand is tested beside them; whatever else is recorded must be woven here.
    private static readonly HashSet<string> ByHand =
    [
        .. new[] { typeof(NetworkPingMessage).Assembly, typeof(SpawnMessage).Assembly }.SelectMany(static floor => floor.GetTypes())
            .Select(static type => type.GetCustomAttribute<WireNameAttribute>()?.Name).OfType<string>(),
    ];

    public static TheoryData<int> Woven => Vectors.Indices(Recorded, static recorded => !ByHand.Contains(recorded.GetProperty("type").GetString()!));

    [Theory, MemberData(nameof(Woven))]
    public void A_woven_message_has_the_recorded_id_and_bytes(int index)
    {
        JsonElement recorded = Recorded[index];
        Type type = TypeNames.Parse(recorded.GetProperty("type").GetString()!.Replace('+', '/'));
        ushort id = (ushort)typeof(NetworkMessageId<>).MakeGenericType(type).GetField("Id")!.GetValue(null)!;
        Assert.Equal(recorded.GetProperty("id").GetUInt16(), id);
        foreach (JsonElement sample in recorded.GetProperty("samples").EnumerateArray())
        {
            object? message = new RecordedObjects().Read(type, sample.GetProperty("fields"));
            Assert.Equal(sample.GetProperty("hex").GetString(), Vectors.Hex([.. BitConverter.GetBytes(id), .. TableAccess.Write(type, message)]));
        }
    }
}
