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
        ref int kept = ref health;
        kept = 3;
        ref var inner = ref weapon.name;
    }

    ref int Health() => ref health;

    void Slice()
    {
        var span = new Span<int>(ref health);
        span[0] = 5;
    }
}
