public class Crate<T> : NetworkBehaviour
{
    [SyncVar] public T content;   // TAIN0021
    [SyncVar] public List<T> contents = new();   // TAIN0021
}
