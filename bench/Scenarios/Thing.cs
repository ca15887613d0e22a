namespace Tain.Bench;

/// <summary>The least that is worth replicating.</summary>
internal sealed class Thing : NetworkBehaviour
{
    [SyncVar] public int health = 100;
}
