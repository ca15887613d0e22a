public class Player : NetworkBehaviour
{
    [SyncVar(hook = "OnHealth")]
    public int health;   // TAIN0023

    [SyncVar(hook = nameof(OnMana))] public int mana;   // TAIN0023

    void OnMana(int now)
    {
    }
}
