public class Bag : MonoBehaviour
{
    public readonly SyncList<int> items = new();   // TAIN0042
}
