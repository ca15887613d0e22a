public class Player : NetworkBehaviour
{
    // Comments and layout stay.
    [Command]
    static void CmdFire()   // TAIN0001
    {
    }

    [ClientRpc] public static void RpcFire() => Console.WriteLine();   // TAIN0001

    [SyncVar]
    static
        int health;   // TAIN0020

    [SyncVar] public readonly int mana = 5;   // TAIN0028

    [SyncVar] internal const float Speed = 1.5f;   // TAIN0028

    public static readonly SyncList<int> Items = new();   // TAIN0040

    SyncList<string> names = new();   // TAIN0043
    internal SyncList<string> one = new(), two = new();   // TAIN0043

    // A property needs more thought.
    public SyncList<string> Shared { get; set; } = new();   // TAIN0043

    int Health() => health;
}
