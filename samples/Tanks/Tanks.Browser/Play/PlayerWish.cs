using System.Numerics;

namespace Tanks.Browser;

/// <summary>What keys, mouse and fingers say in this frame.</summary>
/// <param name="Move">Where to drive; each axis -1 to 1.</param>
/// <param name="Aim">A point of the screen in pixels, or a direction.</param>
/// <param name="AimIsDirection">True for a direction.</param>
/// <param name="Fire">The trigger.</param>
internal readonly record struct PlayerWish(Vector2 Move, Vector2 Aim, bool AimIsDirection, bool Fire)
{
    /// <summary>As the game wants it.</summary>
    public DriveInput ToInput(Vector2 ownPosition, Camera camera)
    {
        Vector2 aim = AimIsDirection ? Aim : camera.ToArena(Aim) - ownPosition;
        return DriveInput.From(Move, Angle.Of(aim), Fire);
    }
}
