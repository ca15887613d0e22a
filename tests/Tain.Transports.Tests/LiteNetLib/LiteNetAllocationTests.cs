using Tain.Transports.Kit;

namespace Tain.Transports.LiteNetLib;

/// <summary>A warm endpoint allocates nothing: not per packet, not per tick, not for resends.</summary>
public class LiteNetAllocationTests
{
    private const int Clients = 8;

    [Fact]
    public void OverAWireThatLosesATenth()
    {
        var wire = new Wire(new ManualClock()) { DelayMs = 20 };
        var random = new Random(1);
        int lossPercent = 25;
        wire.Script = _ => random.Next(100) < lossPercent ? Fate.Lost : Fate.Ok;
        var transport = new LiteNetLibTransport { Sockets = wire, TimeProvider = wire.Clock };
        using TransportServer server = transport.CreateServer();
        server.Start();
        TransportClient[] clients = [.. Enumerable.Range(0, Clients).Select(_ => transport.CreateClient())];
        foreach (TransportClient client in clients) client.Connect("10.0.0.1");
        byte[] small = new byte[40], large = new byte[3_000];
        int echoed = 0;

        void Tick(int number)
        {
            foreach (TransportClient client in clients)
            {
                while (client.TryReceive(out TransportEvent received))
                {
                    if (received.Kind == TransportEventKind.Data) echoed++;
                }
                if (client.IsConnected)
                {
                    client.Send(small, Channel.Reliable);
                    client.Send(small, Channel.Unreliable);
                    if (number % 10 == 0) client.Send(large, Channel.Reliable);
                }
                client.Flush();
            }
            while (server.TryReceive(out TransportEvent received))
            {
                if (received.Kind == TransportEventKind.Data) server.Send(received.ConnectionId, received.Data, received.Channel);
            }
            server.Flush();
            wire.AdvanceMs(10);
        }

        // Warmed up on a worse line, so that pools and rings have seen more than they are going to need.
        for (int i = 0; i < 2_000; i++) Tick(i);
        lossPercent = 10;
        for (int i = 0; i < 500; i++) Tick(i);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 2_000; i++) Tick(i);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.InRange(echoed, 10_000, int.MaxValue);
        foreach (TransportClient client in clients) client.Dispose();
    }
}
