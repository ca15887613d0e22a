// Declarations are found among locals, parameters and calls of the same name.
public class Player : NetworkBehaviour
{
    void Set(int health, string mana)
    {
        int health2 = health;
        object speed = mana;
        RpcGo(speed);
    }

    [ClientRpc] void RpcGo(object speed) => Console.WriteLine("health;");   // TAIN0062

    string Brace = "{";

    [SyncVar(hook = "A")] public int health = 3,   // TAIN0023
        mana;   // TAIN0023

    [SyncVar(hook = "B")]
    private
        float speed;   // TAIN0023

    [Command]
    void
        CmdLong(
            int a,
            IDisposable b)   // TAIN0054
    {
        Set(a, "");
    }
}
