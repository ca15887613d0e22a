using System.Numerics;

namespace Tanks.Game.Tests;

public sealed class ArenaTests
{
    public static TheoryData<byte> Arenas => [Arena.StandardNumber, Arena.DuelNumber];

    [Theory, MemberData(nameof(Arenas))]
    public void EverySpawnAndPickupPointIsFreeOfWalls(byte number)
    {
        Arena arena = Arena.Get(number);
        foreach (Vector2 point in (Vector2[])[.. arena.SpawnPoints, .. arena.PickupPoints])
        {
            Vector2 pushed = point;
            Assert.False(arena.PushOut(ref pushed, DriveRules.TankRadius), $"{point} lies in a wall");
        }
    }

    [Theory, MemberData(nameof(Arenas))]
    public void HalfATurnMapsTheArenaOntoItself(byte number)
    {
        Arena arena = Arena.Get(number);
        var walls = arena.Walls.ToArray().ToHashSet();
        Assert.All(arena.Walls.ToArray(), wall => Assert.Contains(new Wall(arena.Size - wall.Max, arena.Size - wall.Min), walls));
    }

    [Theory, MemberData(nameof(Arenas))]
    public void ACirclePushedOutTouchesNothingAnyMore(byte number)
    {
        Arena arena = Arena.Get(number);
        var random = new Random(1);
        for (int i = 0; i < 2000; i++)
        {
            var point = new Vector2(random.NextSingle(), random.NextSingle()) * arena.Size;
            if (arena.Walls.ToArray().Any(wall => Vector2.Clamp(point, wall.Min, wall.Max) == point)) continue;   // a tank's centre never gets that deep
            // Two walls that meet push one after the other; a few rounds settle it.
            for (int round = 0; round < 6 && arena.PushOut(ref point, 1); round++) { }
            foreach (Wall wall in arena.Walls)
            {
                Vector2 nearest = Vector2.Clamp(point, wall.Min, wall.Max);
                Assert.True(Vector2.Distance(nearest, point) > 0.99f, $"{point} is still in {wall}");
            }

            Assert.InRange(point.X, 0.99f, arena.Size.X - 0.99f);
            Assert.InRange(point.Y, 0.99f, arena.Size.Y - 0.99f);
        }
    }

    [Fact]
    public void AWayAcrossAWallHitsItsNearSide()
    {
        Wall wall = Wall.Around(10, 0, 2, 4);

        Assert.True(wall.TryHit(new Vector2(0, 0), new Vector2(20, 0), 0, out float fraction, out Vector2 normal));
        Assert.Equal(0.45f, fraction, 4);
        Assert.Equal(new Vector2(-1, 0), normal);
    }

    [Theory]
    [InlineData(0, 3, 20, 0)]      // passes beside it
    [InlineData(0, 0, 5, 0)]       // ends before it
    [InlineData(0, 0, -20, 0)]     // leads away
    public void AWayBesideAWallMissesIt(float fromX, float fromY, float wayX, float wayY) =>
        Assert.False(Wall.Around(10, 0, 2, 4).TryHit(new Vector2(fromX, fromY), new Vector2(wayX, wayY), 0, out _, out _));

    [Fact]
    public void TheBorderIsHitLikeAWall()
    {
        Assert.True(Arena.Duel.TryHit(new Vector2(4, 11), new Vector2(-10, 0), 0.5f, out float fraction, out Vector2 normal));
        Assert.Equal(0.35f, fraction, 4);
        Assert.Equal(Vector2.UnitX, normal);
    }
}
