namespace Tain.Scenarios.Calls;

/// <summary>The first of several levels: state and calls that the classes below inherit, override and call.</summary>
public abstract class Tool : NetworkBehaviour
{
    [SyncVar(hook = nameof(OnWearChanged))] public int wear;

    public readonly SyncList<int> uses = [];

    public List<string> Journal { get; } = [];

    [Command]
    public virtual void CmdUse(int power)
    {
        Journal.Add($"Tool.CmdUse {power}");
        wear += power;
        uses.Add(power);
        RpcUsed(power);
    }

    [ClientRpc]
    public virtual void RpcUsed(int power) => Journal.Add($"Tool.RpcUsed {power}");

    [Command]
    public void CmdRepair()
    {
        wear = 0;
        TargetRepaired();
    }

    [TargetRpc]
    private void TargetRepaired() => Journal.Add("Tool.TargetRepaired");

    [Server]
    public virtual int CountUses(out int last)
    {
        last = uses.Count == 0 ? -1 : uses[^1];
        return uses.Count;
    }

    protected virtual void OnWearChanged(int before, int now) => Journal.Add($"Tool.wear {before} -> {now}");
}
