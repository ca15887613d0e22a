namespace Tain.Transports.Contract;

// What every transport promises when somebody sends too much or receives too little.
public abstract partial class TransportContract
{
    [Fact, Trait("Case", "flood")]
    public void AFloodDoesNotKeepTheTickBusyNorStarveOthers()
    {
        using TransportSubject subject = CreateSubject();
        using TransportBench bench = TransportBench.Started(subject);
        ClientProbe flooder = bench.AddConnectedClient();
        ClientProbe other = bench.AddConnectedClient();
        byte[] packet = new byte[100];

        int ticksOfOther = 0;
        bench.Ticked.Remove(flooder);
        for (int tick = 0; tick < 20; tick++)
        {
            // The flooder sends on while the server drains: without a bound per tick this loop would not end.
            int pulled = 0;
            while (bench.Server.Server.TryReceive(out TransportEvent received))
            {
                if (received.ConnectionId == other.ServerId && received.Kind == TransportEventKind.Data) ticksOfOther++;
                Assert.InRange(++pulled, 0, 1_000_000);
                flooder.Client.Send(packet, Channel.Reliable);
                flooder.Client.Send(packet, Channel.Reliable);
                flooder.Client.Flush();
            }
            bench.Server.Server.Flush();
            flooder.Client.Send(packet, Channel.Reliable);
            flooder.Client.Flush();
            other.Client.Send(packet, Channel.Reliable);
            other.Tick();
        }
        subject.BeginWait();
        while (ticksOfOther < 20 && subject.Step())
        {
            while (bench.Server.Server.TryReceive(out TransportEvent received))
            {
                if (received.ConnectionId == other.ServerId && received.Kind == TransportEventKind.Data) ticksOfOther++;
            }
            bench.Server.Server.Flush();
            other.Tick();
        }

        Assert.Equal(20, ticksOfOther);
    }

    [Fact, Trait("Case", "slow reader")]
    public void AReceiverThatHangsIsGivenUpBeforeTheQueuesOverflowAndOthersStay()
    {
        using TransportSubject subject = CreateSubject();
        using TransportBench bench = TransportBench.Started(subject);
        ClientProbe hanging = bench.AddConnectedClient();
        ClientProbe other = bench.AddConnectedClient();
        bench.Ticked.Remove(hanging);
        byte[] packet = new byte[Math.Min(16_384, bench.Server.Server.GetMaxPacketBytes(Channel.Reliable))];

        long sent = 0;
        subject.BeginWait();
        while (!bench.Server.Of(TransportEventKind.Disconnected).Any())
        {
            if (bench.Server.Server.Send(hanging.ServerId, packet, Channel.Reliable)) sent += packet.Length;
            bench.Tick();
            Assert.InRange(sent, 0, subject.MoreBytesThanQueuesHold);
            Assert.True(subject.Step(), $"A receiver that hangs was not given up after {sent} bytes.");
        }

        PulledEvent error = bench.Server.Of(TransportEventKind.Error).First();
        Assert.Equal(hanging.ServerId, error.ConnectionId);
        Assert.True(error.ErrorCode is TransportError.Congestion or TransportError.Timeout, $"The reason is congestion, not {error}.");
        Assert.Equal(hanging.ServerId, Assert.Single(bench.Server.Of(TransportEventKind.Disconnected)).ConnectionId);
        bench.Settle(other);
    }

    [Fact, Trait("Case", "limits")]
    public void TheSendQueueNeverHoldsMoreThanWasSentAndIsEmptyOnceAllHasArrived()
    {
        using TransportSubject subject = CreateSubject();
        using TransportBench bench = TransportBench.Started(subject);
        ClientProbe client = bench.AddConnectedClient();
        bench.WaitUntil(() => client.Client.GetSendQueueBytes() == 0 && bench.Server.Server.GetSendQueueBytes(client.ServerId) == 0, "nothing of the handshake waits");

        byte[] packet = new byte[Math.Min(10_000, client.Client.GetMaxPacketBytes(Channel.Reliable))];
        for (int i = 0; i < 3; i++)
        {
            Assert.True(client.Client.Send(packet, Channel.Reliable));
            Assert.True(bench.Server.Server.Send(client.ServerId, packet, Channel.Reliable));
        }
        const int Headers = 300;   // an encryption adds 29 bytes per packet, a queue up to 15
        Assert.InRange(client.Client.GetSendQueueBytes(), 0, (3 * packet.Length) + Headers);
        Assert.InRange(bench.Server.Server.GetSendQueueBytes(client.ServerId), 0, (3 * packet.Length) + Headers);
        bench.WaitUntil(() => client.Data.Count() == 3 && bench.Server.DataFrom(client.ServerId).Count() == 3, "all has arrived");
        bench.WaitUntil(() => client.Client.GetSendQueueBytes() == 0 && bench.Server.Server.GetSendQueueBytes(client.ServerId) == 0, "the queues are empty");
        Assert.Equal(0, bench.Server.Server.GetSendQueueBytes(client.ServerId + 1_000));
    }

    [Fact, Trait("Case", "slow reader")]
    public void AReaderThatIsSlowGetsEverythingInOrder()
    {
        using TransportSubject subject = CreateSubject();
        using TransportBench bench = TransportBench.Started(subject);
        ClientProbe slow = bench.AddConnectedClient();
        ClientProbe other = bench.AddConnectedClient();
        byte[][] packets = CreatePackets(seed: 7, 1000);

        bench.Ticked.Remove(slow);
        foreach (byte[] packet in packets)
        {
            Assert.True(bench.Server.Server.Send(slow.ServerId, packet, Channel.Reliable));
            bench.Tick();
        }
        bench.Settle(other);
        int ticks = 0;
        bench.WaitUntil(
            () =>
            {
                if (++ticks % 10 == 0) slow.Tick();
                return slow.Data.Count() == packets.Length;
            },
            "the slow reader has everything");

        AssertSame(packets, slow.Data);
        Assert.Empty(bench.Server.Of(TransportEventKind.Error));
    }
}
