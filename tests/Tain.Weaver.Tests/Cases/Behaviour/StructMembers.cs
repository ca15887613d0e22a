// Changes inside a struct SyncVar in every form that C# has for them; each is synchronized, which Mirror loses.
public struct Clip
{
    private int _left;
    public int[] slots;
    public int shots;

    public int Left
    {
        get => _left;
        set => _left = value;
    }

    public int this[int index]
    {
        get => _left + index;
        set => _left = value - index;
    }

    public Clip Reload(int left)
    {
        _left = left;
        return this;
    }

    public static Clip operator +(Clip clip, int more) => new() { _left = clip._left + more };
}

public struct Pair
{
    public int A, B;
}

public class Gun : Script
{
    [SyncVar] public Clip clip;
    [SyncVar] public Pair pair;

    public void Property() => clip.Left = 1;

    public void CompoundProperty() => clip.Left += 2;

    public void IncrementProperty() => clip.Left++;

    public int ValueOfIncrement() => clip.Left++;

    public void Indexer() => clip[1] = 5;

    public void CompoundIndexer() => clip[1] += 5;

    public void Method() => clip.Reload(9);

    public void Operator() => clip += 3;

    public void Tuple() => pair.A = 4;

    public void CompoundTuple() => pair.B += 5;

    public void Swap() => (pair.A, pair.B) = (pair.B, pair.A);

    public void Shots() => clip.shots = clip.shots++ + ++clip.shots;

    // The address of the clip is taken first, and changed by what follows; nothing of either is lost.
    public void Nested() => clip.shots = clip.Reload(30).Left;

    public void Two() => Both(ref clip.shots, ref pair.A, ref pair.B);

    public void Within() => clip[clip.Left++] += clip.shots;

    public void Conditional(bool more) => clip[0] += more ? 100 : 1;

    public int[] ValueOfCoalesce() => clip.slots ??= new int[4];

    public void Loop()
    {
        for (int i = 0; i < 3; i++)
        {
            if (i == 1) continue;
            clip[0] += i + 1;
        }
    }

    public void Throws()
    {
        try
        {
            clip.shots = 70;
            Both(ref clip.shots, ref pair.A, ref pair.B, fail: true);
        }
        catch (InvalidOperationException)
        {
            clip[2] += 2;
        }
        finally
        {
            pair.A++;
        }
    }

    private static void Both(ref int one, ref int two, ref int three, bool fail = false)
    {
        one += 1000;
        two = one;
        three = two;
        if (fail) throw new InvalidOperationException();
    }

    public void CoalesceField() => clip.slots ??= new int[3];
}

public static class Case
{
    public static void Run()
    {
        using Stage stage = Stage.Host();
        var gun = stage.Spawn<Gun>();
        Changes(gun, gun.Property, 1);
        Changes(gun, gun.CompoundProperty, 3);
        Changes(gun, gun.IncrementProperty, 4);
        Changes(gun, () => Expect.Equal(4, gun.ValueOfIncrement()), 5);
        Changes(gun, gun.Indexer, 4);
        Changes(gun, gun.CompoundIndexer, 9);
        Changes(gun, gun.Operator, 12);
        Changes(gun, gun.Method, 9);
        Changes(gun, gun.Tuple, 9);
        Changes(gun, gun.CompoundTuple, 9);
        Changes(gun, gun.Swap, 9);
        Expect.Equal((5, 4), (gun.pair.A, gun.pair.B));
        Changes(gun, gun.Shots, 9);
        Expect.Equal(2, gun.clip.shots);
        Changes(gun, gun.CoalesceField, 9);
        Expect.Equal(3, gun.clip.slots.Length);
        gun.clip = default;
        Expect.Equal(4, gun.ValueOfCoalesce().Length);
        Changes(gun, gun.Nested, 30);
        Expect.Equal(30, gun.clip.shots);
        Changes(gun, gun.Two, 30);
        Expect.Equal((1030, 1030, 1030), (gun.clip.shots, gun.pair.A, gun.pair.B));
        // [30] of 31 is 61 + 1030 = 1091, kept as 1061.
        Changes(gun, gun.Within, 1061);
        Changes(gun, () => gun.Conditional(true), 1161);
        Changes(gun, () => gun.Conditional(false), 1162);
        Changes(gun, gun.Loop, 1166);
        Changes(gun, gun.Throws, 1168);
        Expect.Equal(1071, gun.pair.A);
    }

    private static void Changes(Gun gun, Action act, int left)
    {
        gun.Dirty = 0;
        act();
        Expect.True(gun.Dirty != 0, act.Method.Name + " was not seen");
        Expect.Equal(left, gun.clip.Left);
    }
}
