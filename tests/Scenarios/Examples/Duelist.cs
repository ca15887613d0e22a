namespace Tain.Scenarios.Examples;

/// <summary>A player of the game in docs/network-manager.md.</summary>
public class Duelist : NetworkBehaviour
{
    [SyncVar] public string color = "";
}
