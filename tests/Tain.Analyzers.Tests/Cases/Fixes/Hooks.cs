public class Player : NetworkBehaviour
{
    [SyncVar(hook = "OnHealth")]   // TAIN0023
    public int health;   // with a comment

    [SyncVar(hook = nameof(OnMana))] public List<string> mana;

    [SyncVar(hook = nameof(OnWeapon))] Weapon weapon;

    [field: SyncVar(hook = "OnFuel")] public float Fuel { get; set; }

    [SyncVar(hook = "not a name")] int broken;

    void OnMana(int now)
    {
    }

    void OnWeapon(int before, Weapon now)   // TAIN0024
    {
    }

    public struct Weapon
    {
        public int ammo;
    }
}
