namespace Tanks;

/// <summary>The numbers of driving. Metres, seconds, radians.</summary>
public static class DriveRules
{
    /// <summary>Driving is computed in steps of this length, on every side alike.</summary>
    public const float StepSeconds = 1f / 60;

    /// <summary>A tank is a circle to everything that collides with it.</summary>
    public const float TankRadius = 1.05f;

    public const float ForwardSpeed = 8.5f;
    public const float ReverseSpeed = 7.5f;
    public const float Acceleration = 28f;
    public const float Braking = 40f;
    public const float TurnSpeed = 3.6f;

    /// <summary>A wish further off the bow than this is driven backwards instead of turning around.</summary>
    public const float ReverseAngle = 2.0f;
}
