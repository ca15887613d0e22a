using Tain.Kit;
using Tain.Messages;
using Tain.Transports;

namespace Tain.Tests.Endpoints;

/// <summary>Whatever bytes a peer sends, Receive does not throw, memory stays bounded, and only the sender is disconnected.</summary>
public class HostilePacketTests
{
    private static readonly byte[] Packet = TestMessages.Packet(
        1.5,
        TestMessages.Packed(new Note { Number = -70_000, Text = "héllo", Payload = new byte[] { 1, 2, 3, 4, 5 } }),
        TestMessages.Packed(new NetworkPingMessage(1, 2)),
        TestMessages.Packed(new NetworkPongMessage(1, 2, 3)),
        TestMessages.Packed(new TimeSnapshotMessage(4)),
        TestMessages.Packed(new Note { Payload = new byte[300] }));

    [Trait("Attack", "S-09")]
    [Fact]
    public void EveryTruncationIsSurvived()
    {
        for (int length = 1; length < Packet.Length; length++) AssertSurvives(Packet.AsSpan(0, length));
    }

    [Fact]
    public void EveryFlippedByteIsSurvived()
    {
        var bytes = new byte[Packet.Length];
        for (int i = 0; i < Packet.Length; i++)
        {
            foreach (byte flip in new byte[] { 0x01, 0x80, 0xFF })
            {
                Packet.CopyTo(bytes, 0);
                bytes[i] ^= flip;
                AssertSurvives(bytes);
            }
        }
    }

    [Fact]
    public void RandomPacketsAreSurvived()
    {
        var random = new Random(11);
        for (int i = 0; i < 1000; i++)
        {
            var bytes = new byte[random.Next(1, 200)];
            random.NextBytes(bytes);
            AssertSurvives(bytes);
        }
    }

    [Fact]
    public void RandomMessagesOfKnownTypesAreSurvived()
    {
        var random = new Random(12);
        ushort[] ids = [NetworkMessageId<Note>.Id, NetworkMessageId<NetworkPingMessage>.Id, NetworkMessageId<NetworkPongMessage>.Id, NetworkMessageId<TimeSnapshotMessage>.Id];
        for (int i = 0; i < 1000; i++)
        {
            var message = new byte[random.Next(2, 60)];
            random.NextBytes(message);
            BitConverter.TryWriteBytes(message, ids[random.Next(ids.Length)]);
            AssertSurvives(TestMessages.Packet(random.NextDouble(), message, message));
        }
    }

    [Trait("Attack", "S-02")]
    [Trait("Attack", "B-03")]
    [Fact]
    public void AnnouncedLengthsAllocateNothing()
    {
        // A note whose payload announces two gigabytes, and a batch whose message announces more than there are bytes.
        byte[] note = [.. BitConverter.GetBytes(NetworkMessageId<Note>.Id), 0, 0, 0, 0xFB, 0xFF, 0xFF, 0xFF, 0x7F];
        AssertSurvives(TestMessages.Packet(1, note), maxAllocatedBytes: 64 * 1024);
        AssertSurvives([.. TestMessages.Packet(1), 0xFB, 0xFF, 0xFF, 0xFF, 0x7F], maxAllocatedBytes: 64 * 1024);
        AssertSurvives([.. TestMessages.Packet(1), 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], maxAllocatedBytes: 64 * 1024);
    }

    private static void AssertSurvives(ReadOnlySpan<byte> packet, long maxAllocatedBytes = 1024 * 1024)
    {
        using var stage = new Stage();
        MessageClient bystander = stage.Join();
        TransportClient enemy = stage.JoinEnemy();
        enemy.Send(packet, Channel.Unreliable);
        enemy.Flush();

        Assert.InRange(Allocations.Of(() => stage.Run()), 0, maxAllocatedBytes);
        Assert.InRange(stage.Log.Lines.Count, 0, 1);
        Assert.Equal(stage.Log.Lines.Count == 0, stage.Server.Connections.ContainsKey(2));
        Assert.True(double.IsFinite(stage.Server.Time.localTime));

        stage.Received.Clear();
        bystander.Send(new Note { Number = 1 });
        stage.Run();
        Assert.Equal(["1: 1  "], stage.Received);
        Assert.True(bystander.IsConnected);
    }
}
