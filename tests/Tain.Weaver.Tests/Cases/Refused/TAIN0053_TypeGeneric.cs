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

public struct Parcel<T> : NetworkMessage
{
    public T content;
}

public static class Post
{
    public static void Send(NetworkConnection to) => to.Send(new Parcel<int>());
}
