namespace Tain.Scenarios.Calls;

/// <summary>The second level: overrides with an attribute of their own, which call base.</summary>
public class Hammer : Tool
{
    [SyncVar] public string dents = "";

    public readonly SyncHashSet<string> victims = new();

    [Command]
    public override void CmdUse(int power)
    {
        base.CmdUse(power * 2);
        Journal.Add($"Hammer.CmdUse {power}");
        dents += "x";
        victims.Add($"nail {power}");
    }

    [ClientRpc]
    public override void RpcUsed(int power)
    {
        base.RpcUsed(power);
        Journal.Add($"Hammer.RpcUsed {power}");
    }

    protected override void OnWearChanged(int before, int now)
    {
        base.OnWearChanged(before, now);
        Journal.Add($"Hammer.wear {now}");
    }
}
