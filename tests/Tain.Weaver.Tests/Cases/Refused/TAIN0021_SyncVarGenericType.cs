public class Crate<T> : NetworkBehaviour
{
    [SyncVar] public T content;
    [SyncVar] public List<T> contents = new();
}
