using System.Text.Json;
using Tain.Messages;

namespace Tain.Tests.Batching;

/// <summary>Batches are cut and taken apart as Mirror's are.</summary>
public class BatchVectorTests
{
    private static readonly JsonElement Recorded = Vectors.Load("batches.json");

    public static TheoryData<int> Overheads => Vectors.Indices(Recorded.GetProperty("overheads"));

    public static TheoryData<int> Batchings => Vectors.Indices(Recorded.GetProperty("batching"));

    public static TheoryData<int> Unbatchings => Vectors.Indices(Recorded.GetProperty("unbatching"));

    [Fact]
    public void TheTimestampIsADouble() => Assert.Equal(Batcher.TimestampSize, Recorded.GetProperty("timestampSize").GetInt32());

    [Theory, MemberData(nameof(Overheads))]
    public void TheOverheadIsMirrors(int index)
    {
        JsonElement recorded = Recorded.GetProperty("overheads")[index];
        int size = recorded.GetProperty("messageSize").GetInt32();
        Assert.Equal(recorded.GetProperty("header").GetInt32(), Batcher.MessageHeaderSize(size));
        Assert.Equal(recorded.GetProperty("maxOverhead").GetInt32(), Batcher.MaxMessageOverhead(size));
    }

    [Theory, MemberData(nameof(Batchings))]
    public void MessagesAreBatchedAsInMirror(int index)
    {
        JsonElement recorded = Recorded.GetProperty("batching")[index];
        var batcher = new Batcher(recorded.GetProperty("threshold").GetInt32());
        foreach (JsonElement message in recorded.GetProperty("messages").EnumerateArray())
            batcher.AddMessage(message.GetProperty("hex").Bytes(), message.GetProperty("timestamp").Double());

        Assert.Equal(recorded.GetProperty("batches").EnumerateArray().Select(batch => batch.GetString()!), TakeAll(batcher));
        Assert.Equal(0, batcher.PendingBytes);
    }

    [Trait("Attack", "B-03")]
    [Theory, MemberData(nameof(Unbatchings))]
    public void BatchesAreTakenApartAsInMirror(int index)
    {
        JsonElement recorded = Recorded.GetProperty("unbatching")[index];
        var unbatcher = new Unbatcher();
        using var batches = recorded.GetProperty("batches").EnumerateArray().GetEnumerator();
        foreach (JsonElement result in recorded.GetProperty("results").EnumerateArray())
        {
            if (result.TryGetProperty("added", out JsonElement added))
            {
                Assert.True(batches.MoveNext());
                RejectReason reason = unbatcher.AddBatch(batches.Current.Bytes());
                Assert.Equal(added.GetBoolean() ? RejectReason.None : RejectReason.BatchTooShort, reason);
                continue;
            }

            bool found = unbatcher.TryGetNext(out BatchedMessage message, out RejectReason why);
            if (result.TryGetProperty("message", out JsonElement bytes))
            {
                Assert.True(found);
                Assert.Equal(bytes.GetString(), Vectors.Hex(message.Bytes));
                Assert.Equal(result.GetProperty("timestamp").Double(), message.Timestamp);
            }
            else if (result.TryGetProperty("throws", out JsonElement exception))
            {
                // Mirror throws, and its caller disconnects; here it is a reason that always disconnects.
                Assert.Equal("System.InvalidOperationException", exception.GetString());
                Assert.False(found);
                Assert.Equal(RejectReason.BatchBroken, why);
                Assert.True(RejectReasons.AlwaysDisconnects(why));
            }
            else
            {
                Assert.True(result.GetProperty("end").GetBoolean());
                Assert.False(found);
                Assert.Equal(RejectReason.None, why);
            }
        }

        Assert.False(batches.MoveNext());
    }

    private static List<string> TakeAll(Batcher batcher)
    {
        List<string> batches = [];
        while (batcher.TryTakeBatch(out ReadOnlySpan<byte> batch)) batches.Add(Vectors.Hex(batch));
        return batches;
    }
}
