// Declarations are found among locals, parameters and calls of the same name.
public class Player : NetworkBehaviour
{
    void Set(int health, string mana)
    {
        int health2 = health;
        object speed = mana;
        RpcGo(speed);
    }

    [ClientRpc] void RpcGo(object speed) => Console.WriteLine("health;");

    string Brace = "{";

    [SyncVar(hook = "A")] public int health = 3,
        mana;

    [SyncVar(hook = "B")]
    private
        float speed;

    [Command]
    void
        CmdLong(
            int a,
            IDisposable b)
    {
        Set(a, "");
    }
}
