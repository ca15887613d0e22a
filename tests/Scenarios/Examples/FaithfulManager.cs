namespace Tain.Scenarios.Examples;

/// <summary>A client of docs/network-manager.md that comes back when it loses its server.</summary>
public class FaithfulManager : NetworkManager
{
    public bool wantsToPlay = true;

    public override void OnStopClient()
    {
        if (wantsToPlay) Invoke(StartClient, 1);    // not at once: this client is just ending
    }
}
