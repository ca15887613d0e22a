using System.Numerics;

namespace Tanks.Game.Tests;

public sealed class BotBrainTests
{
    private const double Step = DriveRules.StepSeconds;

    [Fact]
    public void AloneItWandersFar()
    {
        var brain = new BotBrain(Arena.Standard, new Random(2));
        TankMotion motion = new() { Position = Arena.Standard.SpawnPoints[0] };
        float minX = float.MaxValue, maxX = 0;
        for (int step = 0; step < 60 * 60; step++)
        {
            motion.Step(brain.Think(step * Step, motion.Position, []), Arena.Standard);
            minX = MathF.Min(minX, motion.Position.X);
            maxX = MathF.Max(maxX, motion.Position.X);
        }

        Assert.True(maxX - minX > 40, $"in a minute it only saw {minX} to {maxX}");
    }

    [Fact]
    public void AnEnemyInSightIsAimedAtAndShot()
    {
        var brain = new BotBrain(Arena.Duel, new Random(2));
        var enemy = new Vector2(30, 11);
        DriveInput input = default;
        for (int step = 0; step < 60; step++) input = brain.Think(step * Step, new Vector2(8, 11), [new BotSight(enemy, default)]);

        Assert.True(input.Fire);
        Assert.InRange(Angle.Wrap(Angle.FromUShort(input.Aim)), -0.15f, 0.15f);
    }

    [Fact]
    public void AnEnemyBehindAWallIsNotShot()
    {
        var brain = new BotBrain(Arena.Duel, new Random(2));
        for (int step = 0; step < 60; step++)
        {
            Assert.False(brain.Think(step * Step, new Vector2(12, 2), [new BotSight(new Vector2(12, 9), default)]).Fire);
        }
    }

    [Fact]
    public void TwoBotsHitEachOther()
    {
        var random = new Random(4);
        BotBrain[] brains = [new(Arena.Duel, random), new(Arena.Duel, random)];
        TankMotion[] tanks = [new() { Position = Arena.Duel.SpawnPoints[0] }, new() { Position = Arena.Duel.SpawnPoints[1] }];
        var guns = new Gun[2];
        int hits = 0;
        for (int step = 0; step < 60 * 60; step++)
        {
            for (int i = 0; i < 2; i++)
            {
                TankMotion other = tanks[1 - i];
                DriveInput input = brains[i].Think(step * Step, tanks[i].Position, [new BotSight(other.Position, Angle.ToDirection(other.Heading) * other.Speed)]);
                tanks[i].Step(input, Arena.Duel);
                if (!input.Fire || !guns[i].TryFire(step * Step, false)) continue;
                var flight = new ShellFlight(Arena.Duel, tanks[i].Position, Angle.FromUShort(input.Aim));
                if (flight.Touches(other.Position + Angle.ToDirection(other.Heading) * (other.Speed * 0.5f), 0, flight.BounceSeconds)) hits++;
            }
        }

        Assert.InRange(hits, 10, 200);
    }
}
