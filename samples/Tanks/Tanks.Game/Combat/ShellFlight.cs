using System.Numerics;

namespace Tanks;

/// <summary>
/// The whole way of a shell, known when it is fired: straight, off one wall, and to its end. Because walls do not move, every machine computes the same way from
/// three numbers, and a flying shell costs nothing on the wire. Only what it hits is the server's to say.
/// </summary>
public readonly struct ShellFlight
{
    private readonly Vector2 _origin;
    private readonly Vector2 _bounce;
    private readonly Vector2 _end;

    /// <summary>Computes the way.</summary>
    /// <param name="arena">The walls.</param>
    /// <param name="origin">The centre of the tank that fires.</param>
    /// <param name="direction">Radians.</param>
    public ShellFlight(Arena arena, Vector2 origin, float direction)
    {
        _origin = origin;
        Vector2 way = Angle.ToDirection(direction) * (CombatRules.ShellSpeed * CombatRules.ShellLifeSeconds);
        bool bounces = arena.TryHit(origin, way, CombatRules.ShellRadius, out float fraction, out Vector2 normal);
        _bounce = origin + way * fraction;
        _end = _bounce;
        BounceSeconds = EndSeconds = CombatRules.ShellLifeSeconds * fraction;
        if (!bounces) return;

        Vector2 rest = Vector2.Reflect(way * (1 - fraction), normal);
        arena.TryHit(_bounce, rest, CombatRules.ShellRadius, out float restFraction, out _);
        _end = _bounce + rest * restFraction;
        EndSeconds = BounceSeconds + CombatRules.ShellLifeSeconds * (1 - fraction) * restFraction;
    }

    /// <summary>When it bounces, in seconds after the shot; <see cref="EndSeconds"/> when it never does.</summary>
    public float BounceSeconds { get; }

    /// <summary>When it ends by itself, in seconds after the shot.</summary>
    public float EndSeconds { get; }

    /// <summary>Where it bounces; its end when it never does.</summary>
    public Vector2 BouncePoint => _bounce;

    /// <summary>Where it is, at seconds after the shot.</summary>
    public Vector2 PositionAt(float seconds)
    {
        if (seconds >= EndSeconds) return _end;
        return seconds < BounceSeconds
            ? Vector2.Lerp(_origin, _bounce, MathF.Max(0, seconds) / BounceSeconds)
            : Vector2.Lerp(_bounce, _end, (seconds - BounceSeconds) / (EndSeconds - BounceSeconds));
    }

    /// <summary>Where it flies to, as a unit vector, at seconds after the shot.</summary>
    public Vector2 DirectionAt(float seconds) => Vector2.Normalize(seconds < BounceSeconds || _end == _bounce ? _bounce - _origin : _end - _bounce);

    /// <summary>True when it touches a tank between two moments.</summary>
    /// <param name="target">The tank's centre.</param>
    /// <param name="fromSeconds">Seconds after the shot.</param>
    /// <param name="toSeconds">Later than <paramref name="fromSeconds"/>.</param>
    public bool Touches(Vector2 target, float fromSeconds, float toSeconds)
    {
        if (fromSeconds < BounceSeconds && toSeconds > BounceSeconds)
            return TouchesStraight(target, fromSeconds, BounceSeconds) || TouchesStraight(target, BounceSeconds, toSeconds);
        return TouchesStraight(target, fromSeconds, toSeconds);
    }

    private bool TouchesStraight(Vector2 target, float fromSeconds, float toSeconds)
    {
        Vector2 from = PositionAt(fromSeconds);
        Vector2 way = PositionAt(toSeconds) - from;
        float lengthSquared = way.LengthSquared();
        float nearest = lengthSquared == 0 ? 0 : Math.Clamp(Vector2.Dot(target - from, way) / lengthSquared, 0, 1);
        const float Reach = CombatRules.ShellRadius + DriveRules.TankRadius;
        return Vector2.DistanceSquared(target, from + way * nearest) < Reach * Reach;
    }
}
