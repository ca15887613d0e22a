public class Crate<T> : NetworkBehaviour
{
    public readonly SyncList<T> items = new();
    public readonly SyncList<int> counts = new();
}
