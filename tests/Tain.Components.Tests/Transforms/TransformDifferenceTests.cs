using System.Numerics;

namespace Tain.Components.Tests.Transforms;

public class TransformDifferenceTests
{
    [Fact]
    public void OnlyTheAxesThatMovedAreSent()
    {
        Assert.Equal(Changed.PosX, TransformDifference.OfPosition(Vector3.Zero, new Vector3(0.5f, 0, 0), 0.01f));
        Assert.Equal(Changed.PosY | Changed.PosZ, TransformDifference.OfPosition(Vector3.Zero, new Vector3(0.005f, -1, 1), 0.01f));
        Assert.Equal(Changed.None, TransformDifference.OfPosition(Vector3.Zero, new Vector3(0.01f, 0, 0), 0.01f));
        Assert.Equal(Changed.None, TransformDifference.OfPosition(Vector3.Zero, new Vector3(0.009f, 0.009f, 0), 0.01f));
    }

    [Fact]
    public void ARotationIsSentWholeOrByAngles()
    {
        Quaternion turned = Quaternion.Euler(0, 1, 0);
        Assert.Equal(Changed.Rot, TransformDifference.OfRotation(Quaternion.Identity, turned, 0.01f));
        Assert.Equal(Changed.None, TransformDifference.OfRotation(turned, turned, 0.01f));
        Assert.Equal(Changed.RotY, TransformDifference.OfAngles(Quaternion.Identity, turned, 0.01f));
        Assert.Equal(Changed.None, TransformDifference.OfAngles(default, Quaternion.Identity, 0.01f));
    }

    [Fact]
    public void TheFirstMessageSendsTheRotationWhateverItIs() =>
        Assert.Equal(Changed.Rot, TransformDifference.OfRotation(default, Quaternion.Identity, 0.01f));

    [Fact]
    public void SmallStepsAddUpUntilTheyAreSent()
    {
        TransformSnapshot sent = default;
        TransformSnapshot now = default;
        int messages = 0;
        for (int i = 1; i <= 100; i++)
        {
            now.position = new Vector3(i * 0.004f, i * 0.1f, 0);
            Changed changed = TransformDifference.OfPosition(sent.position, now.position, 0.01f);
            if ((changed & Changed.PosX) != 0) messages++;
            TransformDifference.Remember(ref sent, now, changed);
            Assert.True(MathF.Abs(sent.position.X - now.position.X) <= 0.0101f, "An axis never strays further than the sensitivity.");
        }
        Assert.InRange(messages, 30, 40);
    }

    [Fact]
    public void OnlyTheSentAnglesAreRemembered()
    {
        var sent = new TransformSnapshot(0, 0, default, Quaternion.Euler(10, 20, 30), default);
        var now = new TransformSnapshot(0, 0, default, Quaternion.Euler(40, 50, 60), new Vector3(2, 2, 2));
        TransformDifference.Remember(ref sent, now, Changed.RotY);
        Assert.True(Quaternion.Angle(Quaternion.Euler(10, 50, 30), sent.rotation) < 0.2f);
        TransformDifference.Remember(ref sent, now, Changed.Rot | Changed.Scale);
        Assert.Equal(now.rotation, sent.rotation);
        Assert.Equal(now.scale, sent.scale);
        TransformDifference.Remember(ref sent, default, Changed.CompressRot);
        Assert.Equal(now.rotation, sent.rotation);
    }
}
