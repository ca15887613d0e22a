using Tain.Messages;

namespace Tain.Tests;

public class BatcherFramesTests
{
    [Theory]
    [InlineData(9)]
    [InlineData(40)]
    [InlineData(41)]
    [InlineData(128)]
    [InlineData(100_000)]
    public void FramesMakeTheSameBatchesAsTheSingleMessages(int threshold)
    {
        int[] sizes = [3, 0, 31, 32, 1, 300, 2, 2, 240, 241, 17, 5000, 1, 1, 1, 90];
        var single = new Batcher(threshold);
        var framed = new Batcher(threshold);
        var blob = new List<byte> { 0xEE, 0xEE };       // something in front, to be left out
        var ends = new List<int>();
        int start = blob.Count;
        single.AddMessage(new byte[20], 1.5);
        framed.AddMessage(new byte[20], 1.5);
        for (int i = 0; i < sizes.Length; i++)
        {
            byte[] message = new byte[sizes[i]];
            Array.Fill(message, (byte)i);
            single.AddMessage(message, 1.5);
            byte[] header = new byte[Batcher.MessageHeaderSize(message.Length)];
            VarIntCoding.Write(header, (uint)message.Length);
            blob.AddRange(header);
            blob.AddRange(message);
            ends.Add(blob.Count);
        }

        framed.AddFrames(blob.ToArray(), start, ends.ToArray(), 1.5);

        Assert.Equal(TakeAll(single), TakeAll(framed));
    }

    [Fact]
    public void FramesOfAnotherTimeBeginABatchOfTheirOwn()
    {
        var batcher = new Batcher(1000);
        batcher.AddMessage([7], 1);

        batcher.AddFrames([1, 8, 1, 9], 0, [2, 4], 2);

        Assert.Equal(["000000000000f03f0107", "000000000000004001080109"], TakeAll(batcher));
    }

    private static List<string> TakeAll(Batcher batcher)
    {
        var batches = new List<string>();
        while (batcher.TryTakeBatch(out ReadOnlySpan<byte> batch)) batches.Add(Vectors.Hex(batch));
        return batches;
    }
}
