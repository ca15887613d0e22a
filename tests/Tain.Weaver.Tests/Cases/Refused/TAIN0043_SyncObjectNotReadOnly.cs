public class Bag : NetworkBehaviour
{
    public SyncList<int> items = new();   // TAIN0043
}
