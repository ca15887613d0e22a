using System.Numerics;

namespace Tanks.Game.Tests;

public sealed class DriveInputTests
{
    [Fact]
    public void AimSurvivesTheWireWithinAHundredthOfADegree()
    {
        for (float aim = -10; aim < 10; aim += 0.01f)
        {
            DriveInput input = DriveInput.From(default, aim, false);
            Assert.InRange(MathF.Abs(Angle.Wrap(Angle.FromUShort(input.Aim) - aim)), 0, 0.0002f);
        }
    }

    [Fact]
    public void AMoveLongerThanOneIsFullThrottleNotMore() => Assert.Equal(255, DriveInput.From(new Vector2(3, 4), 0, false).MoveStrength);

    [Fact]
    public void NoMoveIsNoStrength() => Assert.Equal(0, DriveInput.From(default, 1, true).MoveStrength);
}
