using Tain.Messages;
using Tain.Transports;

namespace Tain.Tests.Large;

/// <summary>What a peer says about large messages is believed only when it can be true.</summary>
public class HostileLargeMessageTests
{
    private static readonly ushort s_id = NetworkMessageId<Note>.Id;

    public static TheoryData<string> Lies => new(
        "a part of nothing", "an end of nothing", "a credit for nothing", "a stop of nothing", "a refusal of nothing", "begun twice", "begun inside another", "an empty part", "too long",
        "too short", "another hash", "more credit than sent", "handled before the end", "less credit than before");

    [Theory, MemberData(nameof(Lies))]
    public void ALieEndsTheConnectionOfTheLiarAndNoOther(string lie)
    {
        using var stage = new Stage();
        stage.Server.RegisterLargeHandler<Note>((_, _) => Assert.Fail("Nothing whole was sent."));
        MessageClient player = stage.Join();
        TransportClient enemy = stage.JoinEnemy();
        LargeTransfer toEnemy = stage.Server.SendLarge(stage.Server.Connections[2], new Note { Payload = new byte[1_000_000] });
        stage.Run();

        foreach (byte[] message in Messages(lie)) stage.Attack(enemy, TestMessages.Packet(1, message));

        Assert.Equal(1, stage.Server.Rejections[RejectReason.BadLargeMessage]);
        Assert.StartsWith("Connection 2 (localhost) is disconnected: what it says about a large message cannot be true. ", Assert.Single(stage.Log.Lines), StringComparison.Ordinal);
        Assert.Equal(["connected 1", "connected 2", "disconnected 2"], stage.Events);
        Assert.Equal(LargeTransferState.Disconnected, toEnemy.State);
        Assert.Equal(0, stage.Server.IncomingLargeBytes);
        Assert.True(player.IsConnected);
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void AnythingInAnyOrderThrowsNothingAndKeepsNoMemory(int seed)
    {
        var random = new Random(seed);
        using var stage = new Stage((clock, log) => new MessageServerOptions { TimeProvider = clock, Logger = log, LargeMessages = new LargeMessageOptions { MaxIncomingBytes = 30_000 } });
        stage.Server.RegisterLargeHandler<Note>((_, _) => { });
        TransportClient enemy = stage.JoinEnemy();
        int connections = 1;
        for (int i = 0; i < 3_000; i++)
        {
            if (stage.Server.Connections.Count == 0)
            {
                enemy = stage.JoinEnemy();
                connections++;
            }
            stage.Attack(enemy, TestMessages.Packet(1, Any(random)));
            Assert.InRange(stage.Server.IncomingLargeBytes, 0, 30_000);
        }

        Assert.True(connections > 10, "The enemy was thrown out many times.");
        foreach (ClientConnection connection in stage.Server.Connections.Values.ToArray()) connection.Disconnect();
        stage.Run();
        Assert.Equal(0, stage.Server.IncomingLargeBytes);
        Assert.DoesNotContain(stage.Log.Lines, line => line.Contains("threw", StringComparison.Ordinal));
    }

    private static byte[][] Messages(string lie) => lie switch
    {
        "a part of nothing" => [Packed(new LargePart(1, new byte[5]))],
        "an end of nothing" => [Packed(new LargeEnd(1, 0))],
        "a credit for nothing" => [Packed(new LargeCredit(9, 1, false))],
        "a stop of nothing" => [Packed(new LargeStop(1, BySender: true, LargeStopReason.Cancelled))],
        "a refusal of nothing" => [Packed(new LargeStop(9, BySender: false, LargeStopReason.NoRoom))],
        "begun twice" => [Packed(new LargeBegin(1, s_id, 10)), Packed(new LargeStop(1, BySender: true, LargeStopReason.Cancelled)), Packed(new LargeBegin(1, s_id, 10))],
        "begun inside another" => [Packed(new LargeBegin(1, s_id, 10)), Packed(new LargeBegin(2, s_id, 10))],
        "an empty part" => [Packed(new LargeBegin(1, s_id, 10)), Packed(new LargePart(1, default(ArraySegment<byte>)))],
        "too long" => [Packed(new LargeBegin(1, s_id, 10)), Packed(new LargePart(1, new byte[11]))],
        "too short" => [Packed(new LargeBegin(1, s_id, 10)), Packed(new LargePart(1, new byte[9])), Packed(new LargeEnd(1, 0))],
        "another hash" => [Packed(new LargeBegin(1, s_id, 10)), Packed(new LargePart(1, new byte[10])), Packed(new LargeEnd(1, 0))],
        "more credit than sent" => [Packed(new LargeCredit(1, 999_999, false))],
        "handled before the end" => [Packed(new LargeCredit(1, 1_000, true))],
        "less credit than before" => [Packed(new LargeCredit(1, 16_384, false)), Packed(new LargeCredit(1, 16_383, false))],
        _ => throw new ArgumentOutOfRangeException(nameof(lie), lie, "There is no such lie."),
    };

    // Small numbers, so that much of it fits together.
    private static byte[] Any(Random random)
    {
        uint transfer = (uint)random.Next(1, 5);
        return random.Next(8) switch
        {
            0 => Packed(new LargeBegin(transfer, random.Next(3) == 0 ? (ushort)random.Next() : s_id, (uint)random.Next(0, 60_000))),
            1 or 2 or 3 => Packed(new LargePart(transfer, new byte[random.Next(0, 20_000)])),
            4 => Packed(new LargeEnd(transfer, (UInt128)random.Next())),
            5 => Packed(new LargeCredit(transfer, (uint)random.Next(0, 5), random.Next(2) == 0)),
            6 => Packed(new LargeStop(transfer, random.Next(2) == 0, (LargeStopReason)random.Next(256))),
            _ => Packed(new LargePart(transfer, new byte[10]))[..random.Next(2, 6)],
        };
    }

    private static byte[] Packed<T>(T message) where T : struct, NetworkMessage => TestMessages.Packed(message);
}
