public class Bag : NetworkBehaviour
{
    [SyncVar] public readonly SyncList<int> items = new();   // TAIN0026
}
