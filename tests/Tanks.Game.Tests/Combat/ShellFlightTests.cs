using System.Numerics;

namespace Tanks.Game.Tests;

public sealed class ShellFlightTests
{
    [Fact]
    public void AShellFliesStraightAtItsSpeed()
    {
        var flight = new ShellFlight(Arena.Duel, new Vector2(4, 11), 0);
        Assert.Equal(new Vector2(4 + CombatRules.ShellSpeed / 2, 11), flight.PositionAt(0.5f));
    }

    [Fact]
    public void AShellBouncesOnceAndEndsAtTheSecondWall()
    {
        // Up against the border, back down to the other border: 4 m to the top, then 22 m less the shell's own size.
        var flight = new ShellFlight(Arena.Duel, new Vector2(6, 4), -MathF.PI / 2);

        Assert.Equal(CombatRules.ShellRadius, flight.BouncePoint.Y, 3);
        Assert.Equal((4 - CombatRules.ShellRadius) / CombatRules.ShellSpeed, flight.BounceSeconds, 3);
        Assert.Equal(22 - CombatRules.ShellRadius, flight.PositionAt(flight.EndSeconds).Y, 3);
        Assert.Equal(-1, flight.DirectionAt(0).Y, 3);
        Assert.Equal(1, flight.DirectionAt(flight.BounceSeconds + 0.01f).Y, 3);
    }

    [Fact]
    public void NoFlightLeavesTheFieldOrOutlivesItsTime()
    {
        var random = new Random(3);
        Arena arena = Arena.Standard;
        for (int i = 0; i < 500; i++)
        {
            Vector2 origin = arena.SpawnPoints[random.Next(arena.SpawnPoints.Length)];
            var flight = new ShellFlight(arena, origin, random.NextSingle() * MathF.Tau);
            Assert.InRange(flight.EndSeconds, 0, CombatRules.ShellLifeSeconds * 1.001f);
            for (float t = 0; t < flight.EndSeconds; t += 0.05f)
            {
                Vector2 place = flight.PositionAt(t);
                Assert.InRange(place.X, 0.2f, arena.Size.X - 0.2f);
                Assert.InRange(place.Y, 0.2f, arena.Size.Y - 0.2f);
                foreach (Wall wall in arena.Walls)
                {
                    Assert.True(Vector2.Distance(Vector2.Clamp(place, wall.Min, wall.Max), place) > 0.2f, $"{place} is in {wall}");
                }
            }
        }
    }

    [Fact]
    public void AFastShellDoesNotJumpOverATankBetweenTwoTicks()
    {
        var flight = new ShellFlight(Arena.Duel, new Vector2(4, 11), 0);
        Assert.True(flight.Touches(new Vector2(12, 11.5f), 0.1f, 0.6f));
        Assert.False(flight.Touches(new Vector2(12, 13), 0.1f, 0.6f));
        Assert.False(flight.Touches(new Vector2(12, 11.5f), 0.4f, 0.6f));
    }

    [Fact]
    public void AHitAfterTheBounceInTheSameTickCounts()
    {
        var flight = new ShellFlight(Arena.Duel, new Vector2(6, 4), -MathF.PI / 3);
        float bounce = flight.BounceSeconds;
        Vector2 after = flight.PositionAt(bounce + 0.1f);
        Vector2 beyond = after + new Vector2(0, 1);
        Assert.True(flight.Touches(beyond, bounce - 0.05f, bounce + 0.15f));
        Assert.False(flight.Touches(beyond, bounce - 0.05f, bounce + 0.001f));
    }
}
