public class Player : NetworkBehaviour
{
    [SyncVar(hook = "OnHealth")]
    public int health;

    [SyncVar(hook = nameof(OnMana))] public int mana;

    void OnMana(int now)
    {
    }
}
