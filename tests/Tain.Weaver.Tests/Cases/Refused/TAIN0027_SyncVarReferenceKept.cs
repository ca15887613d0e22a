public struct Weapon
{
    public int ammo;
    public string name;
}

public class Player : NetworkBehaviour
{
    [SyncVar] public int health;
    [SyncVar] Weapon weapon;

    void Update()
    {
        ref int kept = ref health;   // TAIN0027
        kept = 3;
        ref var inner = ref weapon.name;   // TAIN0027
    }

    ref int Health() => ref health;   // TAIN0027

    void Slice()
    {
        var span = new Span<int>(ref health);   // TAIN0027
        span[0] = 5;
    }
}
