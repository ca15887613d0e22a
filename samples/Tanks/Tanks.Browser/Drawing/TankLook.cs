using System.Numerics;

namespace Tanks.Browser;

/// <summary>How a tank looks this frame: what the game says of it, and the small motions that only the eye needs.</summary>
internal sealed class TankLook(uint netId, float hue)
{
    private const float FlashPerSecond = 5;
    private const float RecoilPerSecond = 6;
    private const float TurretPerSecond = 18;
    private const float TrackSpacingMetres = 0.45f;

    /// <summary>A step longer than this is a respawn: it leaves no track.</summary>
    private const float MaxStepMetres = 2;

    private Vector2 _lastTrack;

    public uint NetId { get; } = netId;
    public float Hue { get; } = hue;
    public Vector2 Position { get; private set; }
    public Vector2 Velocity { get; private set; }
    public float Heading { get; private set; }
    public float Aim { get; private set; }
    public int Health { get; set; }
    public bool Alive { get; set; }
    public TankMarks Marks { get; set; }
    public float Flash { get; private set; }
    public float Recoil { get; private set; }
    public float Tread { get; private set; }

    /// <summary>The colour of a player: by the golden angle, so that the colours in use are as far apart as can be.</summary>
    public static float HueOf(Tank? tank) => tank is null ? 0 : (200 + tank.seat * 137.508f) % 360;

    /// <summary>Turns the turret: the own one at once, others smoothly between what the server sends.</summary>
    public void Turn(float aim, bool atOnce, float deltaSeconds) => Aim = atOnce ? aim : Angle.Lerp(Aim, aim, 1 - MathF.Exp(-TurretPerSecond * deltaSeconds));

    /// <summary>Follows the game to where the tank is now; leaves tracks on the way.</summary>
    public void Move(Vector2 position, float heading, float deltaSeconds, DrawList floor)
    {
        Vector2 step = position - Position;
        bool jumped = step.LengthSquared() > MaxStepMetres * MaxStepMetres;
        if (!jumped)
        {
            Tread += Vector2.Dot(step, Angle.ToDirection(heading));
            if (deltaSeconds > 0) Velocity = Vector2.Lerp(Velocity, step / deltaSeconds, 0.3f);
        }

        Position = position;
        Heading = heading;
        Flash = MathF.Max(0, Flash - FlashPerSecond * deltaSeconds);
        Recoil = MathF.Max(0, Recoil - RecoilPerSecond * deltaSeconds);
        if (jumped) _lastTrack = position;
        if (!Alive || Vector2.DistanceSquared(position, _lastTrack) < TrackSpacingMetres * TrackSpacingMetres) return;
        _lastTrack = position;
        floor.Add(DrawKind.Track, position.X, position.Y, heading);
    }

    public void ShowHit() => Flash = 1;

    public void ShowShot() => Recoil = 1;
}
