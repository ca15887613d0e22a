namespace Tain.Scenarios.Manual.Scripts;

/// <summary>Lies on the ground until somebody picks it up. One prefab for all kinds: the kind is state.</summary>
public class GroundItem : NetworkBehaviour
{
    [SyncVar] public Item item;
}
