using System.Numerics;
using Tain.Tests;

namespace Tain.Components.Tests.Transforms;

[Trait("Behaviour", "21.4")]
public sealed class NetworkTransformHybridTests : DeltaNetworkTransformTests<NetworkTransformHybrid>
{
    // Baselines are a second apart here. Mirror's late client would see nothing of the movement until then.
    [Fact]
    public void WhoComesLateUsesTheDifferencesAtOnce()
    {
        var session = new MovementSession<NetworkTransformHybrid>();
        session.Join();
        NetworkTransformHybrid moved = session.Spawn();
        session.Run(frames: 100, each: _ => moved.transform.position += Vector3.UnitX);
        // The joining takes 20 frames; look at the second after it for a frame that a baseline cannot explain.
        MovementSession<NetworkTransformHybrid>.Peer late = session.Join();
        SnapshotBuffer<TransformSnapshot> received = late.CopyOf(moved).clientSnapshots;
        var times = new HashSet<double>();
        session.Run(frames: 32, each: _ =>
        {
            moved.transform.position += Vector3.UnitX;
            for (int i = 0; i < received.Count; i++) times.Add(received[i].remoteTime);
        });
        Assert.InRange(times.Count, 28, 40);
    }

    // A baseline leaves at every 64th frame: the object moves after the first, somebody joins, and all is seen before the second.
    [Theory, InlineData(true, 8), InlineData(false, 0)]
    public void EarlyObserversKeepTheirBaseUnlessMirrorsWayIsChosen(bool keepBaseline, float seenByTheEarlyOne)
    {
        var session = new MovementSession<NetworkTransformHybrid>(moved => moved.keepBaseline = keepBaseline);
        MovementSession<NetworkTransformHybrid>.Peer early = session.Join();
        NetworkTransformHybrid moved = session.Spawn();
        session.Run(frames: 60);
        moved.transform.position = new Vector3(8, 0, 0);
        session.Run(frames: 10);
        session.Join();
        Assert.Equal(seenByTheEarlyOne, early.CopyOf(moved).transform.position.X, 0.02f);
        session.Run(frames: 64);
        Assert.Equal(8, early.CopyOf(moved).transform.position.X, 0.02f);
    }

    // Differences older than the newest are dropped, and the new owner's clock may be years behind that of the one before.
    [Fact]
    public void ANewOwnerWithAYoungerClockIsHeardAtOnce()
    {
        var session = new MovementSession<NetworkTransformHybrid>();
        MovementSession<NetworkTransformHybrid>.Peer first = session.Join();
        NetworkTransformHybrid onServer = session.Spawn("Owned", first);
        session.Run(frames: 500);
        MovementSession<NetworkTransformHybrid>.Peer second = session.Join();
        Assert.True(second.Client.NetworkTime.localTime < first.Client.NetworkTime.localTime - 5);
        session.Run(frames: 70, each: _ => first.CopyOf(onServer).transform.position += Vector3.UnitX);
        onServer.netIdentity.RemoveClientAuthority();
        Assert.True(onServer.netIdentity.AssignClientAuthority(second.Connection));
        session.Run(frames: 5);

        var times = new HashSet<double>();
        session.Run(frames: 32, each: _ =>
        {
            second.CopyOf(onServer).transform.position += Vector3.UnitY;
            for (int i = 0; i < onServer.serverSnapshots.Count; i++) times.Add(onServer.serverSnapshots[i].remoteTime);
        });
        Assert.InRange(times.Count, 25, 40);
    }

    [Fact]
    public void ARotationThatIsNotCompressedNeedsAStep()
    {
        var session = new MovementSession<NetworkTransformHybrid>(static moved =>
        {
            moved.compressRotation = false;
            moved.rotationPrecision = 0;
        });
        session.Spawn();
        Assert.Equal(1, session.Log.Count("rotationPrecision"));
    }
}
