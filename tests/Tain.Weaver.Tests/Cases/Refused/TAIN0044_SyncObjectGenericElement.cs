public class Crate<T> : NetworkBehaviour
{
    public readonly SyncList<T> items = new();   // TAIN0044
    public readonly SyncList<int> counts = new();
}
