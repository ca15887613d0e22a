// SyncVars and remote calls in the forms of newer C#.
using System.Threading;
using System.Threading.Tasks;

public struct Sight
{
    public float zoom;
}

public struct Gun
{
    public int ammo;
    public Sight sight;

    public readonly Gun With(int more) => this with { ammo = ammo + more };
}

public partial class Pilot : Script
{
    [field: SyncVar(hook = nameof(OnFuel))]
    public int Fuel { get; set; } = 10;

    [field: SyncVar]
    public int Height { get => field; set => field = Math.Max(value, 0); }

    [SyncVar] public Gun gun;
    [SyncVar] public volatile int heat;
    [SyncVar] public int? bonus;
    [SyncVar] public Kind kind;
    [SyncVar] private protected long damage;
    [SyncVar] internal List<int> marks = [1, 2];

    public enum Kind : sbyte
    {
        None = -1,
        Ace,
    }

    void OnFuel(int before, int now) => Log.Add($"fuel {before}->{now}");

    partial void Changed(int value);

    [Command]
    public partial void CmdPartial(params int[] values);

    public long Damage => damage;
}

public partial class Pilot
{
    partial void Changed(int value) => heat = value;

    public partial void CmdPartial(params int[] values) => heat = values.Sum();

    public void Deconstructs() => (heat, damage) = (3, 4);

    public void Interlock() => Interlocked.Add(ref damage, 5);

    public void Deep()
    {
        gun.sight.zoom = 2.5f;
        gun = gun.With(2) with { sight = gun.sight };
        Changed(6);
    }

    public void Local()
    {
        Add(1);
        Static(this);

        void Add(int n) => heat += n;

        static void Static(Pilot pilot) => pilot.heat += 10;
    }

    public async Task Later(int value)
    {
        await Task.Yield();
        heat = value;
        try
        {
            await Task.Yield();
            heat++;
        }
        finally
        {
            heat += 100;
        }
    }

    public static void Generic<T>(T pilot, int value) where T : Pilot
    {
        pilot.heat = value;
        pilot.gun.ammo = value;
        pilot.gun.ammo++;
    }

    public void Patterns(object other)
    {
        if (other is Pilot { heat: > 0, Fuel: var fuel } match) match.heat = fuel;
    }

    public void Conditional(Pilot other)
    {
        other?.heat = 77;
        (other ?? this).heat++;
    }

    public void Switch(int n) => heat = n switch { 0 => heat, > 5 => heat = 9, _ => -1 };

    public void Coalesce()
    {
        bonus ??= 4;
        marks ??= [];
        marks = [.. marks, 3];
    }

    public bool Out() => int.TryParse("55", out heat);

    private class Hidden : Script
    {
        [SyncVar(hook = nameof(OnSecret))] public Secret secret;

        private enum Mode : byte { Off, On }

        public struct Secret
        {
            public int x;
        }

        private struct Inner
        {
            public Mode mode;
            public Secret secret;
        }

        void OnSecret(Secret before, Secret now) => Log.Add("secret " + now.x);

        [ClientRpc]
        void RpcTell(Inner inner) => Log.Add($"{inner.mode} {inner.secret.x}");

        public void Tell() => RpcTell(new Inner { mode = Mode.On, secret = new Secret { x = 3 } });
    }

    public static void RunHidden(Stage stage)
    {
        var server = stage.Spawn<Hidden>();
        Hidden client = stage.CopyOf(server);
        server.Tell();
        server.secret = new Hidden.Secret { x = 8 };
        stage.Run();
        Expect.Sequence(new[] { "On 3", "secret 8" }, client.Log);
    }
}

public abstract class Weapon<T> : Script where T : struct
{
    [SyncVar] public int shots;

    protected abstract T Make(int n);

    [ClientRpc]
    public virtual void RpcShoot(int n)
    {
        Log.Add($"shoot {n} {Make(n)}");
        Func<Task> later = async () =>
        {
            await Task.CompletedTask;
            Log.Add("later " + n);
        };
        later();
    }
}

public class Laser(float strength) : Weapon<float>
{
    public Laser() : this(2)
    {
    }

    [SyncVar] public float power = strength;

    protected override float Make(int n) => n * power + strength;

    [ClientRpc]
    public override void RpcShoot(int n)
    {
        base.RpcShoot(n + 1);
        Log.Add("laser");
    }
}

public static class Case
{
    public static void Run()
    {
        using (Stage stage = Stage.Host()) Assignments(stage.Spawn<Pilot>());
        using (Stage stage = Stage.Pair())
        {
            Pilot.RunHidden(stage);
            Weapons(stage);
            var server = stage.Spawn<Pilot>();
            Pilot client = stage.CopyOf(server);
            client.Log.Clear();
            server.Fuel = 3;
            server.Height = -5;
            server.kind = Pilot.Kind.Ace;
            server.marks = null;
            client.CmdPartial(4, 5, 6);
            stage.Run();
            Expect.Sequence(new[] { "fuel 10->3" }, client.Log);
            Expect.Equal(0, client.Height);
            Expect.Equal(Pilot.Kind.Ace, client.kind);
            Expect.Equal(null, client.marks);
            Expect.Equal(15, client.heat);
            Expect.Sequence(new string[0], stage.Lines);
        }
    }

    private static void Weapons(Stage stage)
    {
        var laser = stage.Spawn<Laser>();
        Laser copy = stage.CopyOf(laser);
        laser.shots = 4;
        laser.power = 3;
        stage.Run();
        laser.RpcShoot(1);
        stage.Run();
        Expect.Equal(4, copy.shots);
        Expect.Sequence(new[] { "shoot 2 8", "later 2", "laser" }, copy.Log);
    }

    private static void Assignments(Pilot p)
    {
        Heat(p, 3, () => p.Deconstructs());
        Expect.Equal(4, p.Damage);
        Changes(p, () => p.Interlock());
        Expect.Equal(9, p.Damage);
        Heat(p, 6, p.Deep);
        Expect.Equal(2, p.gun.ammo);
        Expect.Equal(2.5f, p.gun.sight.zoom);
        Heat(p, 17, p.Local);
        Heat(p, 106, () => p.Later(5).GetAwaiter().GetResult());
        Heat(p, 8, () => Pilot.Generic(p, 8));
        Expect.Equal(9, p.gun.ammo);
        Heat(p, 10, () => p.Patterns(p));
        Heat(p, 78, () => p.Conditional(p));
        Heat(p, 79, () => p.Conditional(null));
        Heat(p, 9, () => p.Switch(7));
        Heat(p, 55, () => p.Out());
        Changes(p, p.Coalesce);
        Expect.Equal(4, p.bonus);
        Expect.Sequence(new[] { 1, 2, 3 }, p.marks);
        Changes(p, () => p.Fuel += 5);
        Expect.Equal("fuel 10->15", p.Log[^1]);
        Changes(p, () => p.Height = 4);
    }

    private static void Heat(Pilot p, int expected, Action act)
    {
        Changes(p, act);
        Expect.Equal(expected, p.heat);
    }

    private static void Changes(Pilot p, Action act)
    {
        p.Dirty = 0;
        act();
        Expect.True(p.Dirty != 0, "the assignment was seen");
    }
}
