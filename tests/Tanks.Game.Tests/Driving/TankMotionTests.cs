using System.Numerics;

namespace Tanks.Game.Tests;

public sealed class TankMotionTests
{
    private static readonly Arena Field = Arena.Duel;

    [Fact]
    public void FullThrottleReachesForwardSpeedAndNoMore()
    {
        TankMotion motion = Drive(At(4, 11), new Vector2(1, 0), steps: 60);
        Assert.Equal(DriveRules.ForwardSpeed, motion.Speed, 3);
        Assert.Equal(11, motion.Position.Y, 3);
    }

    [Fact]
    public void LettingGoStops()
    {
        TankMotion motion = Drive(Drive(At(4, 11), new Vector2(1, 0), steps: 60), default, steps: 30);
        Assert.Equal(0, motion.Speed);
    }

    [Fact]
    public void AWishBehindIsDrivenBackwardsWithoutTurningAround()
    {
        TankMotion motion = Drive(At(19, 11), new Vector2(-1, 0), steps: 30);
        Assert.True(motion.Position.X < 18);
        Assert.Equal(0, motion.Heading, 3);
        Assert.Equal(-DriveRules.ReverseSpeed, motion.Speed, 3);
    }

    [Fact]
    public void AWishToTheSideTurnsTheBowThere()
    {
        TankMotion motion = Drive(At(19, 8), new Vector2(0, 1), steps: 60);
        Assert.Equal(MathF.PI / 2, motion.Heading, 2);
        Assert.True(motion.Position.Y > 10);
    }

    [Fact]
    public void AWallStopsTheTankAtItsRadius()
    {
        TankMotion motion = Drive(At(34, 11), new Vector2(1, 0), steps: 120);
        Assert.Equal(Field.Size.X - DriveRules.TankRadius, motion.Position.X, 3);
        Assert.InRange(motion.Speed, 0, 1);
    }

    [Fact]
    public void NoSequenceOfInputsLeavesTheFieldOrEntersAWall()
    {
        var random = new Random(7);
        TankMotion motion = At(4, 11);
        for (int i = 0; i < 2_000; i++)
        {
            DriveInput input = DriveInput.From(Angle.ToDirection(random.NextSingle() * MathF.Tau) * random.NextSingle() * 2, 0, false);
            for (int hold = 0; hold < 10; hold++) motion.Step(input, Arena.Standard);
            Assert.InRange(motion.Position.X, 1, Arena.Standard.Size.X - 1);
            Assert.InRange(motion.Position.Y, 1, Arena.Standard.Size.Y - 1);
            foreach (Wall wall in Arena.Standard.Walls)
            {
                Assert.True(Vector2.Distance(Vector2.Clamp(motion.Position, wall.Min, wall.Max), motion.Position) > 0.9f, $"{motion.Position} is in {wall}");
            }
        }
    }

    private static TankMotion At(float x, float y) => new() { Position = new Vector2(x, y) };

    private static TankMotion Drive(TankMotion motion, Vector2 move, int steps)
    {
        DriveInput input = DriveInput.From(move, 0, false);
        for (int i = 0; i < steps; i++) motion.Step(input, Field);
        return motion;
    }
}
