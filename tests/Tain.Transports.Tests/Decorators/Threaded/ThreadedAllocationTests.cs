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
        TransportServer server = transport.CreateServer();
        TransportClient client = transport.CreateClient();
        server.Start();
        client.Connect("localhost");
        using var game = new EchoGame(server, [client], pumps.Turn) { Say = EchoGame.SayMuch, BeforeServer = pumps.Turn };
        game.Run(500);
        game.CheckAllocatesNothing(ticks: 500, leastEchoed: 4_900);
    }
}
