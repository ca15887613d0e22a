namespace Tain.LoadTest.Examples;

/// <summary>What a customer is on the server.</summary>
public class Shop : NetworkBehaviour
{
    [SyncVar] public int bought;

    [Command]
    public void CmdBuy(int article, double sentAt)
    {
        bought++;
        TargetBought(connectionToClient!, sentAt);
    }

    [TargetRpc]
    private void TargetBought(NetworkConnectionToClient target, double sentAt)
    {
    }
}
