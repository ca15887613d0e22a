using System.Numerics;

namespace Tanks;

/// <summary>
/// Where a tank is and how it moves. <see cref="Step"/> is the whole law of driving, without memory beside this struct: the server computes the truth with it,
/// and the player's own machine computes the same from the same inputs without waiting for the answer.
/// </summary>
public struct TankMotion : IEquatable<TankMotion>
{
    /// <summary>Metres.</summary>
    public Vector2 Position;

    /// <summary>Where the bow points, radians.</summary>
    public float Heading;

    /// <summary>Along the heading, metres per second; negative backwards.</summary>
    public float Speed;

    /// <summary>Moves by one step.</summary>
    public void Step(in DriveInput input, Arena arena)
    {
        float strength = input.MoveStrength * (1f / 255);
        float wanted = 0;
        if (strength > 0)
        {
            float direction = Angle.FromByte(input.MoveDirection);
            bool backwards = MathF.Abs(Angle.Wrap(direction - Heading)) > DriveRules.ReverseAngle;
            if (backwards) direction += MathF.PI;
            Heading = Angle.TurnTowards(Heading, direction, DriveRules.TurnSpeed * DriveRules.StepSeconds);
            // The tank gathers speed while it turns, and full speed once it looks there.
            float aligned = MathF.Max(0, MathF.Cos(Angle.Wrap(direction - Heading)));
            wanted = strength * aligned * (backwards ? -DriveRules.ReverseSpeed : DriveRules.ForwardSpeed);
        }

        bool slowing = MathF.Abs(wanted) < MathF.Abs(Speed) || wanted * Speed < 0;
        float change = (slowing ? DriveRules.Braking : DriveRules.Acceleration) * DriveRules.StepSeconds;
        Speed += Math.Clamp(wanted - Speed, -change, change);
        if (Speed == 0) return;

        Vector2 before = Position;
        Position += Angle.ToDirection(Heading) * (Speed * DriveRules.StepSeconds);
        if (arena.PushOut(ref Position, DriveRules.TankRadius)) LoseSpeedAgainstWall(before);
    }

    /// <inheritdoc/>
    public readonly bool Equals(TankMotion other) => Position == other.Position && Heading == other.Heading && Speed == other.Speed;

    /// <inheritdoc/>
    public readonly override bool Equals(object? obj) => obj is TankMotion other && Equals(other);

    /// <inheritdoc/>
    public readonly override int GetHashCode() => HashCode.Combine(Position, Heading, Speed);

    // What the wall took from the way is taken from the speed too, or the tank would shoot off when the wall ends.
    private void LoseSpeedAgainstWall(Vector2 before)
    {
        float travelled = Vector2.Dot(Position - before, Angle.ToDirection(Heading)) / DriveRules.StepSeconds;
        if (MathF.Abs(travelled) < MathF.Abs(Speed)) Speed = travelled * Speed < 0 ? 0 : travelled;
    }
}
