namespace Tanks.Browser;

/// <summary>
/// One frame's picture as numbers. Crossing to JavaScript costs per call, not per number, so a frame is one call with one list.
/// </summary>
internal sealed class DrawList
{
    /// <summary>Room for everybody and every spark with some to spare; what comes after that is not drawn.</summary>
    private const int MaxNumbers = 8192;

    private const int MaxEntryNumbers = 12;

    private readonly double[] _numbers = new double[MaxNumbers];
    private int _count;

    public Span<double> Numbers => _numbers.AsSpan(0, _count);

    public void Clear() => _count = 0;

    public void Add(DrawKind kind, double a, double b, double c)
    {
        if (!Begin(kind)) return;
        Put(a);
        Put(b);
        Put(c);
    }

    public void Add(DrawKind kind, double a, double b, double c, double d)
    {
        if (!Begin(kind)) return;
        Put(a);
        Put(b);
        Put(c);
        Put(d);
    }

    public void Add(DrawKind kind, double a, double b, double c, double d, double e)
    {
        if (!Begin(kind)) return;
        Put(a);
        Put(b);
        Put(c);
        Put(d);
        Put(e);
    }

    public void AddTank(TankLook tank)
    {
        if (!Begin(DrawKind.Tank)) return;
        Put(tank.NetId);
        Put(tank.Position.X);
        Put(tank.Position.Y);
        Put(tank.Heading);
        Put(tank.Aim);
        Put(tank.Hue);
        Put(tank.Health);
        Put((int)tank.Marks);
        Put(tank.Flash);
        Put(tank.Recoil);
        Put(tank.Tread);
    }

    private bool Begin(DrawKind kind)
    {
        if (_count + MaxEntryNumbers > MaxNumbers) return false;
        Put((int)kind);
        return true;
    }

    private void Put(double number) => _numbers[_count++] = number;
}
