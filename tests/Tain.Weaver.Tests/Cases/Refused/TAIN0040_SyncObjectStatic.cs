public class Bag : NetworkBehaviour
{
    public static readonly SyncList<int> Items = new();   // TAIN0040
}
