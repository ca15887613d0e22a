public struct Box<T>
{
    public T content;
}

public class Player : NetworkBehaviour
{
    public readonly SyncList<Dictionary<string, int>> tables = new();

    [SyncVar] public Box<int> box;

    [Command]
    void CmdPair((int, string) pair)
    {
    }
}
