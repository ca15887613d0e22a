using System.Numerics;

namespace Tanks.Browser;

/// <summary>How a shell is shown. A foreign one flies in the server's time, like everything else; an own one starts at the click and glides over into it.</summary>
internal sealed class ShellLook(OwnShot? ownShot)
{
    /// <summary>How long a shell is inside the barrel.</summary>
    public const float MuzzleSeconds = CombatRules.MuzzleDistance / CombatRules.ShellSpeed;

    private const float GlideSeconds = 0.5f;

    private float _age;
    private float _puffAge;
    private bool _seen;

    /// <summary>Moves on; true the first time that it is outside of the barrel.</summary>
    public bool Advance(float serverAge, double localNow)
    {
        float age = serverAge;
        if (ownShot is { } shot)
        {
            float localAge = (float)(localNow - shot.FiredAt);
            age = float.Lerp(localAge, serverAge, Math.Clamp(localAge / GlideSeconds, 0, 1));
        }

        _age = MathF.Max(_age, age);
        if (_seen || _age < MuzzleSeconds) return false;
        _seen = true;
        return true;
    }

    /// <summary>True when the shot's flash was shown at the click.</summary>
    public bool IsOwn => ownShot is not null;

    /// <summary>Draws it with what it leaves behind.</summary>
    public void Draw(in ShellFlight flight, float hue, DrawList list, Effects effects)
    {
        if (!_seen || _age >= flight.EndSeconds) return;
        Draw(flight, _age, hue, list);
        if (_puffAge < flight.BounceSeconds && _age >= flight.BounceSeconds) effects.ShowBounce(flight.BouncePoint);
        else if (_age - _puffAge < 0.03f) return;
        else effects.ShowShellTrail(flight.PositionAt(_age));
        _puffAge = _age;
    }

    /// <summary>Draws a shell at an age.</summary>
    public static void Draw(in ShellFlight flight, float age, float hue, DrawList list)
    {
        Vector2 place = flight.PositionAt(age);
        list.Add(DrawKind.Shell, place.X, place.Y, Angle.Of(flight.DirectionAt(age)), hue);
    }
}
