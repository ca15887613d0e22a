namespace Tain.Scenarios.Manual.Scripts;

/// <summary>On everything that can be hurt.</summary>
public class Health : NetworkBehaviour
{
    [SyncVar] public int health = 100;

    public List<string> shown = [];

    [Server]
    public void TakeDamage(int amount)
    {
        if (health == 0) return;
        health = Math.Max(0, health - amount);
        RpcDamaged(amount, isDead: health == 0);
    }

    [ClientRpc]
    private void RpcDamaged(int amount, bool isDead) => shown.Add(isDead ? $"-{amount}, dead" : $"-{amount}");
}
