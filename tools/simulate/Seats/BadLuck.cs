using Tain.Simulation;

namespace Tain.Simulate;

/// <summary>Decides what happens to a player's machine. What concerns its line it does itself; leaving and crashing is up to the machine.</summary>
internal sealed class BadLuck(SimulatedNetwork net, SimulatedHost host, SimulatedRandom random)
{
    private static readonly TimeSpan s_short = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(12);     // the transport gives up after 10

    public Mishap Strike()
    {
        var mishap = (Mishap)random.Next((int)Mishap.LongCut + 1);
        net.Note($"{host.Name}: {mishap}");
        if (mishap == Mishap.OtherAddress) host.Rebind();
        else if (mishap == Mishap.ShortCut) Cut(s_short);
        else if (mishap == Mishap.LongCut) Cut(s_long);
        return mishap;
    }

    public void Repair() => host.IsIsolated = false;

    private void Cut(TimeSpan time)
    {
        host.IsIsolated = true;
        net.After(time, Repair);
    }
}
