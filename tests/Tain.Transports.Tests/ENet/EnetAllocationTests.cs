using Tain.Transports.Contract;

namespace Tain.Transports.ENet;

/// <summary>A warm endpoint puts nothing on the managed heap: packets lie in libenet's memory and are lent out.</summary>
public class EnetAllocationTests
{
    [Fact]
    public void AnEchoAllocatesNothing()
    {
        using var rig = new EnetRig(new EnetTransport { Port = 0 });
        ClientProbe[] clients = [.. Enumerable.Range(0, 4).Select(_ => rig.Bench.AddConnectedClient())];
        byte[] small = new byte[40];
        byte[] large = new byte[3_000];
        int echoed = 0;

        void Run(int ticks)
        {
            for (int tick = 0; tick < ticks; tick++)
            {
                foreach (ClientProbe client in clients)
                {
                    while (client.Client.TryReceive(out TransportEvent received))
                    {
                        if (received.Kind == TransportEventKind.Data) echoed++;
                    }
                    client.Client.Send(small, Channel.Reliable);
                    client.Client.Send(small, Channel.Unreliable);
                    if (tick % 10 == 0) client.Client.Send(large, Channel.Reliable);
                    client.Client.Flush();
                }
                while (rig.Server.Server.TryReceive(out TransportEvent received))
                {
                    if (received.Kind == TransportEventKind.Data) rig.Server.Server.Send(received.ConnectionId, received.Data, received.Channel);
                }
                rig.Server.Server.Flush();
            }
        }

        Run(500);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(500);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.InRange(echoed, 2_000, int.MaxValue);
    }
}
