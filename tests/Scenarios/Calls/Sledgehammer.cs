namespace Tain.Scenarios.Calls;

/// <summary>The third level: an overload, state of its own, and an override without a guard.</summary>
public class Sledgehammer : Hammer
{
    [SyncVar] public double swing;

    public readonly SyncDictionary<int, string> log = new();

    [Command]
    public void CmdUse(string target)
    {
        Journal.Add($"Sledgehammer.CmdUse {target}");
        swing = 0.5;
        log[uses.Count] = target;
    }

    public override int CountUses(out int last)
    {
        last = -2;
        return 1000;
    }
}
