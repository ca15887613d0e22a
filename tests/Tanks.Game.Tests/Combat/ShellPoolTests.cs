using Tain.Kit;
using Tain.Simulation;
using Tain.Transports;

namespace Tanks.Game.Tests;

public sealed class ShellPoolTests
{
    private const int Warmup = 600, Measured = 600;

    private static readonly TimeSpan s_frame = TimeSpan.FromSeconds(1.0 / 64);

    [Fact]
    public void FiringAllocatesNothingOnTheServerOnceWarm()
    {
        var clock = new SimulatedClock();
        var wire = new MemoryTransport();
        using var host = new ArenaHost(new Tain.WorldOptions { TimeProvider = clock }, wire, Arena.DuelNumber, maxPlayers: 4);
        host.Start();
        using var ada = new PlayerSession(new Tain.WorldOptions { TimeProvider = clock }, wire, new Uri("memory://localhost"), "Ada", isBot: false);
        var shots = new HashSet<uint>(Warmup + Measured);
        var shells = new HashSet<Shell>(64);
        long allocated = 0;

        for (int frame = 0; frame < Warmup + Measured; frame++)
        {
            clock.Advance(s_frame);
            if (ada.OwnTank is { } tank) tank.Driver.Wish = DriveInput.From(default, 1, fire: true);
            long here = Allocations.Of(() => host.World.Tick((float)s_frame.TotalSeconds));
            if (frame >= Warmup) allocated += here;
            ada.Tick((float)s_frame.TotalSeconds);
            foreach (Shell shell in host.World.Get<Roster>().Shells)
            {
                shots.Add(shell.netId);
                shells.Add(shell);
            }
        }

        Assert.True(shots.Count > 20, "Shots were fired all the time.");
        Assert.True(shells.Count < shots.Count / 2, "The shells were used again.");
        Assert.Equal(0, allocated);
        Assert.Equal(host.World.Get<Roster>().Shells.Count, ada.Roster.Shells.Count);
    }
}
