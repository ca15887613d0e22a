// Assignments anywhere outside constructors go through the property; hooks of all kinds; state is written and read.
public struct Weapon
{
    public int ammo;
    public string name;

    public readonly int Total() => ammo * 2;

    public void Shoot() => ammo--;

    public override string ToString() => $"{name}:{ammo}";
}

public class Player : Script
{
    [SyncVar(hook = nameof(OnHealth))] public int health = 100;
    [SyncVar(hook = nameof(OnName))] string title;
    [SyncVar] public Weapon weapon = new Weapon { ammo = 5, name = "bow" };
    [SyncVar(hook = nameof(OnStatic))] public float heat;
    public int plain;

    public Player()
    {
        health = 90;
        weapon.ammo = 6;
    }

    public string Title { get => title; set => title = value; }

    void OnHealth(int before, int now) => Log.Add($"health {before}->{now}, field {health}");

    protected virtual void OnName(string before, string now) => Log.Add($"base name {before}->{now}");

    static void OnStatic(float before, float now) => LastHeat = now;

    public static float LastHeat;

    public void Damage(int amount)
    {
        health -= amount;
        plain += amount;
    }

    public void InLambda(int value)
    {
        Action act = () => health = value;
        act();
    }

    public IEnumerable<int> InIterator()
    {
        health++;
        yield return health;
        health++;
        yield return health;
    }

    public void ByReference() => Double(ref health);

    static void Double(ref int value) => value *= 2;

    public void Members()
    {
        weapon.ammo = weapon.Total() > 3 ? 40 : 2;
        weapon.ammo += 2;
        weapon.Shoot();
    }

    public string Reads() => $"{weapon.ammo} {weapon.Total()} {health.ToString()} {weapon.name?.Length}";

    public void Clear() => weapon = default;

    public int Chain() => plain = health = 7;
}

public class Knight : Player
{
    [SyncVar(hook = "OnBaseHook")] public int armor;

    protected override void OnName(string before, string now) => Log.Add($"knight name {before}->{now}");

    void OnBaseHook(int before, int now) => Log.Add($"armor {before}->{now}");

    public Knight() => health = 80;
}

public static class Case
{
    public static void Run()
    {
        using Stage stage = Stage.Host();
        Constructors(stage.Server);
        Assignments(stage);
        State(stage);
    }

    private static void Constructors(World world)
    {
        var p = world.CreateGameObject("p").AddComponent<Player>();
        Expect.Equal(0UL, p.Dirty);
        Expect.Equal(90, p.health);
        Expect.Equal(6, p.weapon.ammo);
        Expect.True(p.IsWoven, "marked");
        var knight = world.CreateGameObject("k").AddComponent<Knight>();
        Expect.Equal(80, knight.health);
        Expect.Equal(0UL, knight.Dirty);
    }

    private static void Assignments(Stage stage)
    {
        var p = stage.Spawn<Player>();
        p.Log.Clear();
        p.Dirty = 0;

        p.Damage(10);
        Expect.Equal(1UL, p.Dirty);
        Expect.Sequence(new[] { "health 90->80, field 80" }, p.Log);
        p.Log.Clear();
        p.health = 80;
        Expect.Equal(0, p.Log.Count);
        p.Title = "Sir";
        Expect.Equal(3UL, p.Dirty);
        p.heat = 1.5f;
        Expect.Equal(1.5f, Player.LastHeat);
        p.InLambda(5);
        Expect.Sequence(new[] { 6, 7 }, p.InIterator());
        p.ByReference();
        Expect.Equal(14, p.health);
        Expect.Equal(7, p.Chain());
        Expect.Equal(7, p.plain);

        p.Dirty = 0;
        Expect.Equal("6 12 7 3", p.Reads());
        Expect.Equal(0UL, p.Dirty);
        p.Members();
        Expect.Equal(41, p.weapon.ammo);
        Expect.Equal(4UL, p.Dirty);
        p.Clear();
        Expect.Equal(null, p.weapon.name);

        var property = typeof(Player).GetProperty("Networkhealth");
        property.SetValue(p, 55);
        Expect.Equal(55, (int)property.GetValue(p));
    }

    private static void State(Stage stage)
    {
        var knight = stage.Spawn<Knight>();
        knight.Log.Clear();
        knight.Dirty = 0;
        knight.armor = 3;
        Expect.Equal(16UL, knight.Dirty);
        knight.Title = "K";
        Expect.Sequence(new[] { "armor 0->3", "knight name ->K" }, knight.Log);
        Expect.Equal("12" + "02004B" + "12" + "06", knight.Serialize(false));

        var copy = stage.Server.CreateGameObject("copy").AddComponent<Knight>();
        copy.Deserialize(knight.Serialize(true), true);
        Expect.Equal("K", copy.Title);
        Expect.Equal(3, copy.armor);
        Expect.Sequence(new[] { "knight name ->K", "armor 0->3" }, copy.Log);
        knight.health = 1;
        copy.Deserialize(knight.Serialize(false), false);
        Expect.Equal(1, copy.health);
        Expect.Equal(0UL, copy.Dirty);
    }
}
