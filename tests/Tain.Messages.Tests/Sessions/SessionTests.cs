using Tain.Messages;

namespace Tain.Tests.Sessions;

/// <summary>Whole sessions of the real Mirror are understood, from batches to the last field, with no byte left over.</summary>
public class SessionTests
{
    [Theory]
    [InlineData("kcp")]
    [InlineData("telepathy")]
    [InlineData("web")]
    public void EveryMessageIsUnderstoodToItsLastByte(string transport)
    {
        List<string> fromServer = Decode(transport, true);
        List<string> fromClient = Decode(transport, false);

        // What both sides logged while it was recorded (`marks` in the file).
        Assert.Equal(["Ready", "AddPlayer"], fromClient.Where(line => line is "Ready" or "AddPlayer"));
        Assert.Contains("Command 4.0 CmdHello 'hello ünï' 7", fromClient);
        Assert.Contains("Command 4.0 CmdAnyone 5", fromClient);
        Assert.Contains("RigChat 'hi' 1", fromClient);
        Assert.InRange(fromClient.Count(line => line.StartsWith("State 4: [1] by", StringComparison.Ordinal)), 5, 100);

        Assert.Equal(
            ["SpawnStarted", "Spawn 1 asset 1002", "Spawn 2 asset 1003", "Spawn 3 asset 1004", "SpawnFinished", "Spawn 4 asset 1001"],
            fromServer.Where(line => line.StartsWith("Spawn", StringComparison.Ordinal)).Select(line => line.Split(" scene")[0]));
        Assert.Contains(
            fromServer, line => line.Contains("numbers (1, 2; 0 pending) items (; 0 pending) scores (start=5; 0 pending) tags (new; 0 pending) health 100 name ''"));
        Assert.Contains(
            fromServer, line => line.Contains("numbers (add 7") && line.Contains("scores (") && line.Contains("add hello ünï=7") && line.Contains("remove new") && line.Contains("health 93"));
        Assert.Contains("Rpc 4.0 RpcSay 'server' {1 'hello ünï' <0, 0, 0>}", fromServer);
        Assert.Contains("Rpc 4.0 RpcFast 7", fromServer);
        Assert.Contains("Rpc 4.0 TargetWelcome 'welcome hello ünï'", fromServer);
        Assert.Contains("Rpc 4.0 TargetWhisper 'psst'", fromServer);
        Assert.Contains("RigChat 're: hi' 2", fromServer);
        Assert.Contains(fromServer, line => line.Contains("mob counter 6"));
        Assert.Contains(fromServer, line => line.Contains(" Baseline 3: "));
        Assert.InRange(fromServer.Count(line => line.Contains(" Delta 3: ")), 10, 100);
        Assert.InRange(fromServer.Count(line => line.StartsWith("Rpc 2.1 Sync ", StringComparison.Ordinal)), 10, 100);
        Assert.InRange(fromServer.Count(line => line.StartsWith("TimeSnapshot", StringComparison.Ordinal)), 10, 100);
        Assert.InRange(fromServer.Count(line => line.StartsWith("Pong", StringComparison.Ordinal)), 5, 100);
    }

    [Theory]
    [InlineData("kcp")]
    [InlineData("telepathy")]
    [InlineData("web")]
    public void RecordedBatchesAreCutAgainJustAsMirrorCutThem(string transport)
    {
        int batches = 0;
        foreach (SessionBatch recorded in RecordedSession.Load(transport))
        {
            var batcher = new Batcher(thresholdBytes: 16_384);
            foreach (BatchedMessage message in TakeApart(recorded)) batcher.AddMessage(message.Bytes, message.Timestamp);
            Assert.True(batcher.TryTakeBatch(out ReadOnlySpan<byte> again));
            Assert.Equal(Vectors.Hex(recorded.Bytes), Vectors.Hex(again));
            batches++;
        }

        Assert.InRange(batches, 50, 500);
    }

    private static List<string> Decode(string transport, bool fromServer)
    {
        // Batches of the unreliable channel leave first, so state of an object comes before its spawn (a client drops it). We learn the prefabs before we read.
        SessionBatch[] batches = [.. RecordedSession.Load(transport)];
        var decoder = new SessionDecoder();
        foreach (BatchedMessage message in batches.SelectMany(TakeApart)) decoder.LearnPrefab(message.Bytes);
        List<string> lines = [];
        foreach (BatchedMessage message in batches.Where(batch => batch.FromServer == fromServer).SelectMany(TakeApart)) lines.Add(decoder.Decode(message.Bytes));
        return lines;
    }

    private static List<BatchedMessage> TakeApart(SessionBatch batch)
    {
        var unbatcher = new Unbatcher();
        Assert.Equal(RejectReason.None, unbatcher.AddBatch(batch.Bytes, batch.Channel));
        List<BatchedMessage> messages = [];
        while (unbatcher.TryGetNext(out BatchedMessage message, out RejectReason reason))
        {
            Assert.Equal(RejectReason.None, reason);
            messages.Add(message);
        }

        Assert.Equal(0, unbatcher.BatchesCount);
        Assert.NotEmpty(messages);
        return messages;
    }
}
