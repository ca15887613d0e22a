using Tain.Transports.Contract;

namespace Tain.Transports.Decorators;

/// <summary>The example of the guide does what the guide says.</summary>
public class LossyTransportTests
{
    [Fact]
    public void EveryThirdUnreliablePacketOfAClientIsLost()
    {
        var transport = new LossyTransport(new MemoryTransport(), every: 3);
        using var server = new ServerProbe(transport.CreateServer());
        using var client = new ClientProbe(transport.CreateClient());
        server.Server.Start();
        client.Client.Connect("localhost");
        client.Tick();

        for (byte i = 1; i <= 9; i++)
        {
            client.Client.Send([i], Channel.Unreliable);
            client.Client.Send([i], Channel.Reliable);
        }

        client.Tick();
        server.Tick();
        PulledEvent[] data = [.. server.Of(TransportEventKind.Data)];
        Assert.Equal([1, 2, 4, 5, 7, 8], data.Where(pulled => pulled.Channel == Channel.Unreliable).Select(pulled => pulled.Data[0]));
        Assert.Equal(9, data.Count(pulled => pulled.Channel == Channel.Reliable));
    }
}
