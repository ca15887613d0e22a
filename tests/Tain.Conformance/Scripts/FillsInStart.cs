using Tain;

namespace RigGame;

public class FillsInStart : NetworkBehaviour
{
    [SyncVar] public int number;
    public readonly SyncList<int> list = new();
    public readonly SyncHashSet<string> set = new();

    public override void OnStartServer()
    {
        number = 9;
        list.Add(1);
        list.Add(2);
        list.RemoveAt(0);
        set.Add("s");
    }
}
