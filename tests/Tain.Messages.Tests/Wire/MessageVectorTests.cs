using System.Text.Json;

namespace Tain.Tests.Wire;

/// <summary>Message ids are Mirror's for every recorded message; the messages of this floor have Mirror's bytes, too. Those above are tested where they live.</summary>
public class MessageVectorTests
{
    private static readonly JsonElement Recorded = Vectors.Load("messages.json").GetProperty("messages");

    public static TheoryData<int> All => Vectors.Indices(Recorded);

    [Theory, MemberData(nameof(All))]
    public void TheIdIsTheHashOfTheWireName(int index)
    {
        JsonElement recorded = Recorded[index];
        string name = recorded.GetProperty("type").GetString()!;
        Assert.Equal(recorded.GetProperty("hash32").GetInt32(), name.GetStableHashCode());
        Assert.Equal(recorded.GetProperty("id").GetUInt16(), name.GetStableHashCode16());
        foreach (JsonElement sample in recorded.GetProperty("samples").EnumerateArray())
        {
            Assert.True(NetworkMessages.UnpackId(new NetworkReader(sample.GetProperty("hex").Bytes()), out ushort id));
            Assert.Equal(recorded.GetProperty("id").GetUInt16(), id);
        }
    }

    [Fact]
    public void APingIsMirrors() => AssertIsMirrors("Mirror.NetworkPingMessage", fields =>
        new NetworkPingMessage(fields.GetProperty("localTime").Double(), fields.GetProperty("predictedTimeAdjusted").Double()));

    [Fact]
    public void APongIsMirrors() => AssertIsMirrors("Mirror.NetworkPongMessage", fields => new NetworkPongMessage(
        fields.GetProperty("localTime").Double(), fields.GetProperty("predictionErrorUnadjusted").Double(), fields.GetProperty("predictionErrorAdjusted").Double()));

    [Fact]
    public void ATimeSnapshotIsMirrors() => AssertIsMirrors("Mirror.TimeSnapshotMessage", fields => new TimeSnapshotMessage(fields.GetProperty("scaledTime").Double()));

    [Fact]
    public void ANestedMessageIsKnownByItsReflectionName() => Assert.Equal("Tain.Tests.Wire.MessageVectorTests+Nested".GetStableHashCode16(), NetworkMessages.GetId<Nested>());

    [Fact]
    public void AWireNameReplacesTheOwnName() => Assert.Equal("RigGame.Outer+InnerMessage".GetStableHashCode16(), NetworkMessages.GetId<Renamed>());

    [Fact]
    public void AMessageWithoutAWriterSaysWhatToDo()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => NetworkMessages.Pack(new Nested(), new NetworkWriter()));
        Assert.Contains("Weave", exception.Message);
        Assert.Contains(nameof(Nested), exception.Message);
    }

    private static void AssertIsMirrors<T>(string name, Func<JsonElement, T> parse) where T : struct, NetworkMessage
    {
        JsonElement recorded = Recorded.EnumerateArray().Single(message => message.GetProperty("type").GetString() == name);
        Assert.Equal(recorded.GetProperty("id").GetUInt16(), NetworkMessageId<T>.Id);
        Assert.NotEmpty(recorded.GetProperty("samples").EnumerateArray());
        foreach (JsonElement sample in recorded.GetProperty("samples").EnumerateArray())
        {
            T message = parse(sample.GetProperty("fields"));
            var writer = new NetworkWriter();
            NetworkMessages.Pack(message, writer);
            Assert.Equal(sample.GetProperty("hex").GetString(), Vectors.Hex(writer.ToSpan()));

            var reader = new NetworkReader(writer);
            Assert.True(NetworkMessages.UnpackId(reader, out _));
            Assert.Equal(message, reader.Read<T>());
            Assert.Equal(0, reader.Remaining);
        }
    }

    private struct Nested : NetworkMessage;

    [WireName("RigGame.Outer+InnerMessage")]
    private struct Renamed : NetworkMessage;
}
