using System.Text.Json;
using Tain.Conformance.Kit;
using Tain.Tests;

namespace Tain.Conformance.Values;

/// <summary>Messages of a game have the recorded ids and bytes.</summary>
public sealed class MessageVectorTests
{
    private static readonly JsonElement Recorded = Vectors.Load("messages.json").GetProperty("messages");

    public static TheoryData<int> OfTheGame => Vectors.Indices(Recorded, static recorded => !recorded.GetProperty("builtIn").GetBoolean());

    [Theory, MemberData(nameof(OfTheGame))]
    public void A_message_of_the_game_has_the_recorded_id_and_bytes(int index)
    {
        JsonElement recorded = Recorded[index];
        Type type = TypeNames.Parse(recorded.GetProperty("type").GetString()!.Replace('+', '/'));
        Assert.Equal(recorded.GetProperty("id").GetUInt16(), type.FullName!.GetStableHashCode16());
        foreach (JsonElement sample in recorded.GetProperty("samples").EnumerateArray())
        {
            object? message = new RecordedObjects().Read(type, sample.GetProperty("fields"));
            byte[] id = BitConverter.GetBytes(type.FullName!.GetStableHashCode16());
            Assert.Equal(sample.GetProperty("hex").GetString(), Vectors.Hex([.. id, .. TableAccess.Write(type, message)]));
        }
    }
}
