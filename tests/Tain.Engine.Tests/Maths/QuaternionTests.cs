using System.Numerics;

namespace Tain.Engine.Tests.Maths;

public class QuaternionTests
{
    [Theory]
    [InlineData(90, 0, 0, 0, -1, 0)]
    [InlineData(0, 90, 0, 1, 0, 0)]
    [InlineData(0, 0, 90, 0, 0, 1)]
    [InlineData(-90, 90, 0, 0, 1, 0)]
    public void AnglesTurnForwardAsInUnity(float x, float y, float z, float forwardX, float forwardY, float forwardZ)
    {
        Vector3 forward = Quaternion.Euler(x, y, z) * Vector3.UnitZ;
        Assert.True((forward - new Vector3(forwardX, forwardY, forwardZ)).Length() < 1e-5f, forward.ToString());
    }

    // Turns of several parents in a row have a length of nearly one.
    [Theory, InlineData(0.99999f), InlineData(1.00001f), InlineData(0.5f)]
    public void NoRotationIsAtAnAngleToItself(float length)
    {
        Quaternion turn = Quaternion.Euler(10, 20, 30) * length;
        Assert.Equal(0, Quaternion.Angle(turn, turn));
        Assert.Equal(90, Quaternion.Angle(turn, turn * Quaternion.Euler(0, 90, 0)), 0.01f);
        Assert.Equal(180, Quaternion.Angle(default, turn), 0.01f);
    }

    [Fact]
    public void AnglesAreAppliedInTheOrderZXY()
    {
        Quaternion expected = Quaternion.AngleAxis(20, Vector3.UnitY) * Quaternion.AngleAxis(10, Vector3.UnitX) * Quaternion.AngleAxis(30, Vector3.UnitZ);
        Assert.True(Quaternion.Angle(expected, Quaternion.Euler(10, 20, 30)) < 0.1f);
    }

    [Fact]
    public void AnglesComeBack()
    {
        for (int x = -90; x <= 90; x += 15)
        {
            for (int y = 0; y < 360; y += 45)
            {
                for (int z = 0; z < 360; z += 45)
                {
                    Quaternion turn = Quaternion.Euler(x, y, z);
                    Vector3 angles = turn.eulerAngles;
                    Assert.True(Quaternion.Angle(turn, Quaternion.Euler(angles)) < 0.2f, $"({x}, {y}, {z}) came back as {angles}");
                    Assert.InRange(angles.X, 0, 360);
                    Assert.InRange(angles.Y, 0, 360);
                    Assert.InRange(angles.Z, 0, 360);
                }
            }
        }
        Assert.Equal(30, Quaternion.Euler(30, 40, 50).eulerAngles.X, 1e-3f);
        Assert.Equal(40, Quaternion.Euler(30, 40, 50).eulerAngles.Y, 1e-3f);
        Assert.Equal(50, Quaternion.Euler(30, 40, 50).eulerAngles.Z, 1e-3f);
    }

    [Fact]
    public void LookingAndTurningFromToReachTheirDirection()
    {
        var random = new SeededRandom(5);
        for (int i = 0; i < 500; i++)
        {
            Vector3 direction = random.onUnitSphere;
            Vector3 from = random.onUnitSphere;
            Quaternion look = Quaternion.LookRotation(direction * 3);
            Assert.True((look * Vector3.UnitZ - direction).Length() < 1e-3f);
            Assert.True(Vector3.Dot(look * Vector3.UnitY, Vector3.UnitY) >= -1e-3f);
            Assert.True((Quaternion.FromToRotation(from, direction) * from - direction).Length() < 1e-3f);
        }
        Assert.True((Quaternion.LookRotation(Vector3.UnitY) * Vector3.UnitZ - Vector3.UnitY).Length() < 1e-5f);
        Assert.True((Quaternion.FromToRotation(Vector3.UnitX, -Vector3.UnitX) * Vector3.UnitX + Vector3.UnitX).Length() < 1e-5f);
        Assert.Equal(Quaternion.Identity, Quaternion.LookRotation(Vector3.Zero));
    }

    [Fact]
    public void TurningTowardsStopsAtTheTarget()
    {
        Quaternion target = Quaternion.Euler(0, 90, 0);
        Quaternion step = Quaternion.RotateTowards(Quaternion.Identity, target, 30);
        Assert.Equal(30, Quaternion.Angle(Quaternion.Identity, step), 0.1f);
        Assert.True(Quaternion.Angle(target, Quaternion.RotateTowards(Quaternion.Identity, target, 200)) < 0.1f);
    }
}
