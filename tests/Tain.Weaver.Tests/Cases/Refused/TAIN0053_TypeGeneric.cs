public struct Box<T>
{
    public T content;
}

public class Player : NetworkBehaviour
{
    public readonly SyncList<Dictionary<string, int>> tables = new();   // TAIN0053

    [SyncVar] public Box<int> box;   // TAIN0053

    [Command]
    void CmdPair((int, string) pair)   // TAIN0053
    {
    }
}

public struct Parcel<T> : NetworkMessage
{
    public T content;
}

public static class Post
{
    public static void Send(NetworkConnection to) => to.Send(new Parcel<int>());   // TAIN0053
}
