using Tain.Transports.Kit;

namespace Tain.Transports.ENet;

/// <summary>A warm endpoint puts nothing on the managed heap: packets lie in libenet's memory and are lent out.</summary>
public class EnetAllocationTests
{
    [Fact]
    public void AnEchoAllocatesNothing()
    {
        using var rig = new EnetRig(new EnetTransport { Port = 0 });
        var game = new EchoGame(rig.Server.Server, Enumerable.Range(0, 4).Select(_ => rig.Bench.AddConnectedClient().Client), static () => { });
        game.Run(500);
        game.CheckAllocatesNothing(ticks: 500, leastEchoed: 1_000);
    }
}
