namespace Tain.Scenarios.Sync;

/// <summary>A ledger that a server calls about.</summary>
public class AuditedLedger : Ledger
{
    /// <summary>What is called when a client hears of an audit; shared by all copies.</summary>
    public Action? OnAudit { get; set; }

    /// <summary>What is called when a client hears of an audit that was for it alone.</summary>
    public Action? OnOwnAudit { get; set; }

    [ClientRpc]
    public void RpcAudit() => OnAudit?.Invoke();

    [TargetRpc]
    public void TargetAudit(NetworkConnectionToClient target) => OnOwnAudit?.Invoke();
}
