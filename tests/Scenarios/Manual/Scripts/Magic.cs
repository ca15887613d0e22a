namespace Tain.Scenarios.Manual.Scripts;

/// <summary>On every player: hurts others, heals its owner.</summary>
public class Magic : NetworkBehaviour
{
    [SyncVar] public int mana = 30;

    public List<string> messages = [];

    [Command]
    public void CmdStrike(GameObject? victim)
    {
        if (mana < 10 || victim?.GetComponent<Health>() is not { } health) return;
        mana -= 10;
        health.TakeDamage(15);
        if (health.connectionToClient is { } victimsClient) TargetStruck(victimsClient, 15);
    }

    [Command]
    public void CmdHeal()
    {
        if (mana < 10 || GetComponent<Health>() is not { } health) return;
        mana -= 10;
        health.health = Math.Min(100, health.health + 10);
        TargetHealed(10);
    }

    [TargetRpc]
    private void TargetStruck(NetworkConnectionToClient target, int amount) => messages.Add($"{name} strikes you for {amount}");

    [TargetRpc]
    private void TargetHealed(int amount) => messages.Add($"You are healed by {amount}");
}
