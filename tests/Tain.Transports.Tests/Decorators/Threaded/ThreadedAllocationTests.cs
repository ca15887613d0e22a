using Tain.Transports.Kit;

namespace Tain.Transports.Decorators.Threaded;

/// <summary>Both sides of a warm threaded endpoint together allocate nothing, however many packets go through.</summary>
public class ThreadedAllocationTests
{
    [Fact]
    public void NothingIsAllocatedPerPacket()
    {
        var pumps = new HandTurnedPumps();
        var transport = new ThreadedTransport(new MemoryTransport { TimeProvider = new ManualClock() }) { Pumps = pumps };
        using TransportServer server = transport.CreateServer();
        using TransportClient client = transport.CreateClient();
        server.Start();
        client.Connect("localhost");
        byte[] packet = new byte[200];
        int echoed = 0;

        void Run(int ticks)
        {
            for (int tick = 0; tick < ticks; tick++)
            {
                for (int i = 0; i < 10; i++) client.Send(packet, i % 2 == 0 ? Channel.Reliable : Channel.Unreliable);
                client.Flush();
                pumps.Turn();
                while (server.TryReceive(out TransportEvent received))
                {
                    if (received.Kind == TransportEventKind.Data) server.Send(received.ConnectionId, received.Data, received.Channel);
                }
                server.Flush();
                pumps.Turn();
                while (client.TryReceive(out TransportEvent received))
                {
                    if (received.Kind == TransportEventKind.Data) echoed++;
                }
            }
        }

        Run(500);
        echoed = 0;
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(500);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.InRange(echoed, 4_900, 5_100);
    }
}
