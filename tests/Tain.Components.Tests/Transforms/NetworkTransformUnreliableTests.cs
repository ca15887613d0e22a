using System.Numerics;

namespace Tain.Components.Tests.Transforms;

[Trait("Behaviour", "21.1"), Trait("Behaviour", "21.3")]
public class NetworkTransformUnreliableTests
{
    private const float StepsPerFrame = 0.25f;

    [Fact]
    public void AMovementOfTheServerIsShownSmoothlyAndALittleLater()
    {
        var session = new UnreliableSession();
        UnreliableSession.Peer client = session.Join();
        NetworkTransformUnreliable moved = session.Spawn();
        session.Run(frames: 10);
        Transform copy = client.CopyOf(moved).transform;

        float shown = copy.position.X;
        session.Run(frames: 120, each: frame =>
        {
            moved.transform.position = new Vector3(frame * StepsPerFrame, 0, 0);
            float step = copy.position.X - shown;
            shown = copy.position.X;
            if (frame < 20) return;
            Assert.InRange(step, StepsPerFrame * 0.9f, StepsPerFrame * 1.1f);
            Assert.InRange(moved.transform.position.X - shown, 0, StepsPerFrame * 12);
        });
        session.Run(frames: 30);
        Assert.Equal(moved.transform.position, copy.position);
        Assert.Equal(0, session.World.ScriptFailures);
    }

    // Tanks, simulated seed 1: a tank left while it moved.
    [Fact]
    public void AnObjectThatIsTakenFromTheNetworkWhileItMovesSaysNothingMore()
    {
        var session = new UnreliableSession();
        session.Join();
        NetworkTransformUnreliable destroyed = session.Spawn(), unspawned = session.Spawn();
        session.Run(frames: 10);
        for (int frame = 0; frame < 10; frame++)
        {
            if (frame <= 5) destroyed.transform.position += Vector3.UnitX;
            unspawned.transform.position += Vector3.UnitX;
            if (frame == 5) session.Server.Destroy(destroyed.gameObject);
            if (frame == 5) session.Server.UnSpawn(unspawned.gameObject);
            session.Run(frames: 1);
        }

        Assert.Empty(session.Log.Lines);
    }

    [Fact]
    public void WhoComesLateSeesTheObjectWhereItIs()
    {
        var session = new UnreliableSession();
        NetworkTransformUnreliable moved = session.Spawn();
        moved.transform.SetPositionAndRotation(new Vector3(1, 2, 3), Quaternion.Euler(0, 90, 0));
        session.Run(frames: 100);
        UnreliableSession.Peer client = session.Join();
        Transform copy = client.CopyOf(moved).transform;
        Assert.Equal(new Vector3(1, 2, 3), copy.position);
        Assert.True(Quaternion.Angle(moved.transform.rotation, copy.rotation) < 0.2f);
    }

    [Fact]
    public void AMovementRightAfterTheSpawnIsNotLost()
    {
        // The unreliable batch leaves first here, so the first movement arrives before the object does.
        var session = new UnreliableSession();
        UnreliableSession.Peer client = session.Join();
        NetworkTransformUnreliable moved = session.Spawn();
        moved.transform.SetPositionAndRotation(new Vector3(1, 2, 3), Quaternion.Euler(0, 90, 0));
        session.Run(frames: 60);
        Transform copy = client.CopyOf(moved).transform;
        Assert.Equal(new Vector3(1, 2, 3), copy.position);
        Assert.True(Quaternion.Angle(moved.transform.rotation, copy.rotation) < 0.3f);
    }

    [Fact]
    public void RotationAndScaleFollow()
    {
        var session = new UnreliableSession(moved => moved.syncScale = true);
        UnreliableSession.Peer client = session.Join();
        NetworkTransformUnreliable moved = session.Spawn();
        session.Run(frames: 60, each: frame =>
        {
            moved.transform.Rotate(0, 3, 0);
            moved.transform.localScale = Vector3.One * (1 + (frame * 0.1f));
        });
        session.Run(frames: 30);
        Transform copy = client.CopyOf(moved).transform;
        Assert.True(Quaternion.Angle(moved.transform.rotation, copy.rotation) < 0.3f);
        Assert.Equal(moved.transform.localScale, copy.localScale);
    }

    [Fact]
    public void UncompressedAnglesFollowEachOnItsOwn()
    {
        var session = new UnreliableSession(moved => moved.compressRotation = false);
        UnreliableSession.Peer client = session.Join();
        NetworkTransformUnreliable moved = session.Spawn();
        session.Run(frames: 60, each: frame => moved.transform.rotation = Quaternion.Euler(frame < 30 ? 0 : frame, frame, 10));
        session.Run(frames: 30);
        Quaternion shown = client.CopyOf(moved).transform.rotation;
        Assert.True(Quaternion.Angle(moved.transform.rotation, shown) < 0.2f, $"{moved.transform.eulerAngles} became {shown.eulerAngles}");
    }

    [Fact]
    public void AnOwnerMovesItsObjectForEverybody()
    {
        var session = new UnreliableSession();
        UnreliableSession.Peer owner = session.Join();
        UnreliableSession.Peer watcher = session.Join();
        NetworkTransformUnreliable onServer = session.Spawn("Owned", owner);
        session.Run(frames: 10);
        Transform own = owner.CopyOf(onServer).transform;
        Transform watched = watcher.CopyOf(onServer).transform;

        session.Run(frames: 100, each: frame =>
        {
            own.position = new Vector3(0, frame * StepsPerFrame, 0);
            if (frame > 30)
            {
                Assert.InRange(own.position.Y - onServer.transform.position.Y, 0, StepsPerFrame * 15);
                Assert.InRange(own.position.Y - watched.position.Y, 0, StepsPerFrame * 20);
            }
        });
        Assert.Equal(99 * StepsPerFrame, own.position.Y);
        session.Run(frames: 30);
        Assert.Equal(own.position, onServer.transform.position);
        Assert.Equal(own.position, watched.position);
    }

    [Fact]
    public void WhatTheServerDoesToAnOwnedObjectIsOverruled()
    {
        var session = new UnreliableSession();
        UnreliableSession.Peer owner = session.Join();
        NetworkTransformUnreliable onServer = session.Spawn("Owned", owner);
        session.Run(frames: 10);
        Transform own = owner.CopyOf(onServer).transform;
        session.Run(frames: 60, each: frame =>
        {
            own.position = new Vector3(frame, 0, 0);
            onServer.transform.position = new Vector3(-500, 0, 0);
        });
        Assert.Equal(59, own.position.X);
        session.Run(frames: 30);
        Assert.Equal(59, onServer.transform.position.X);
    }

    [Fact]
    public void ATeleportIsNotBlended()
    {
        var session = new UnreliableSession();
        UnreliableSession.Peer client = session.Join();
        NetworkTransformUnreliable moved = session.Spawn();
        session.Run(frames: 30, each: frame => moved.transform.position = new Vector3(frame * 0.1f, 0, 0));
        Transform copy = client.CopyOf(moved).transform;

        moved.ServerTeleport(new Vector3(1000, 0, 0), Quaternion.Euler(0, 180, 0));
        session.Run(frames: 30, each: _ => Assert.False(copy.position.X is > 5 and < 995, $"It was seen at {copy.position}, on its way."));
        Assert.Equal(new Vector3(1000, 0, 0), copy.position);
        Assert.True(Quaternion.Angle(Quaternion.Euler(0, 180, 0), copy.rotation) < 0.3f);
    }

    [Fact]
    public void AnOwnerMayTeleportItsObject()
    {
        var session = new UnreliableSession();
        UnreliableSession.Peer owner = session.Join();
        UnreliableSession.Peer watcher = session.Join();
        NetworkTransformUnreliable onServer = session.Spawn("Owned", owner);
        session.Run(frames: 10);
        owner.CopyOf(onServer).CmdTeleport(new Vector3(50, 60, 70));
        session.Run(frames: 10);
        Assert.Equal(new Vector3(50, 60, 70), onServer.transform.position);
        Assert.Equal(new Vector3(50, 60, 70), owner.CopyOf(onServer).transform.position);
        Assert.Equal(new Vector3(50, 60, 70), watcher.CopyOf(onServer).transform.position);

        NetworkTransformUnreliable servers = session.Spawn("Moved", owner);
        session.Run(frames: 10);
        owner.CopyOf(servers).CmdTeleport(new Vector3(1, 1, 1));
        session.Run(frames: 10);
        Assert.Equal(Vector3.Zero, servers.transform.position);
    }

    [Trait("Attack", "S-10")]
    [Fact]
    public void APlaceThatIsNoNumberIsRefusedAndReportedOnce()
    {
        var session = new UnreliableSession();
        UnreliableSession.Peer owner = session.Join();
        UnreliableSession.Peer watcher = session.Join();
        NetworkTransformUnreliable onServer = session.Spawn("Owned", owner);
        session.Run(frames: 10);
        Transform own = owner.CopyOf(onServer).transform;
        session.Run(frames: 30, each: frame => own.position = new Vector3(0, 0, frame % 2 == 0 ? float.PositiveInfinity : float.NegativeInfinity));
        owner.CopyOf(onServer).CmdTeleport(new Vector3(0, float.NaN, 0));
        session.Run(frames: 10);
        Assert.Equal(Vector3.Zero, onServer.transform.position);
        Assert.Equal(Vector3.Zero, watcher.CopyOf(onServer).transform.position);
        Assert.Equal(1, session.Log.Count("no number"));
        Assert.Contains(owner.Connection, session.Server.connections.Values);
    }

    [Fact]
    public void AnObjectAtRestSendsNothing()
    {
        var session = new UnreliableSession();
        UnreliableSession.Peer client = session.Join();
        NetworkTransformUnreliable moved = session.Spawn();
        session.Run(frames: 3 * UnreliableSession.Rate);
        SnapshotBuffer<TransformSnapshot> buffer = client.CopyOf(moved).clientSnapshots;
        double newest = buffer[buffer.Count - 1].remoteTime;
        session.Run(frames: 60);
        Assert.Equal(newest, buffer[buffer.Count - 1].remoteTime);
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public void AnObjectThatCameToRestRepeatsWhereItIs(bool repeats)
    {
        var session = new UnreliableSession(moved => moved.repeatAtRest = repeats);
        UnreliableSession.Peer client = session.Join();
        NetworkTransformUnreliable moved = session.Spawn();
        session.Run(frames: 30, each: frame => moved.transform.position = new Vector3(frame, 0, 0));
        session.Run(frames: 15);
        // As if the last movement had not arrived.
        NetworkTransformUnreliable copy = client.CopyOf(moved);
        copy.ResetState();
        copy.transform.position = new Vector3(-1, -1, -1);
        session.Run(frames: UnreliableSession.Rate);
        Assert.Equal(repeats ? moved.transform.position : new Vector3(-1, -1, -1), copy.transform.position);
    }

    // Here something is sent at every interval, and says nothing: it is newer than any reminder by the other channel, and must not win against it.
    [Fact]
    public void AnObjectThatSaysAtEveryIntervalThatItRestsNamesItsPlaceNowAndThen()
    {
        var session = new UnreliableSession(static moved => moved.onlySyncOnChange = false);
        UnreliableSession.Peer client = session.Join();
        NetworkTransformUnreliable moved = session.Spawn();
        NetworkTransformUnreliable owned = session.Spawn("Owned", client);
        UnreliableSession.Peer onlooker = session.Join();
        session.Run(frames: 30, each: frame =>
        {
            moved.transform.position = new Vector3(frame, 0, 0);
            client.CopyOf(owned).transform.position = new Vector3(0, frame, 0);
        });
        for (int i = 0; i < 3; i++)
        {
            session.Run(frames: 15);
            // As if the last movement had not arrived.
            foreach (NetworkTransformUnreliable copy in new[] { client.CopyOf(moved), owned, onlooker.CopyOf(owned) })
            {
                copy.ResetState();
                copy.transform.position = new Vector3(-1, -1, -1);
            }
            session.Run(frames: 2 * UnreliableSession.Rate);
            Assert.Equal(moved.transform.position, client.CopyOf(moved).transform.position);
            Assert.Equal(new Vector3(0, 29, 0), owned.transform.position);
            Assert.Equal(new Vector3(0, 29, 0), onlooker.CopyOf(owned).transform.position);
        }
    }

    // A script that holds an object in its place, a seat for example, and a jump that it undoes in the same frame.
    [Theory, InlineData(true), InlineData(false)]
    public void AJumpThatIsTakenBackAtOnceIsTakenBackForEverybody(bool byOwner)
    {
        var session = new UnreliableSession();
        UnreliableSession.Peer client = session.Join();
        session.Join();
        NetworkTransformUnreliable moved = session.Spawn(byOwner ? "Owned" : "Moved", byOwner ? client : null);
        session.Run(frames: 10);
        Transform held = (byOwner ? client.CopyOf(moved) : moved).transform;
        held.world.EarlyUpdate += () => held.position = Vector3.UnitX;
        session.Run(frames: 2 * UnreliableSession.Rate);
        moved.ServerTeleport(new Vector3(50, 0, 0), Quaternion.Identity);
        held.position = Vector3.UnitX;
        session.Run(frames: 2 * UnreliableSession.Rate);
        Assert.Equal(Vector3.UnitX, moved.transform.position);
        Assert.All(session.Clients, peer => Assert.Equal(Vector3.UnitX, peer.CopyOf(moved).transform.position));
    }

    [Fact]
    public void AMovementAfterARestDoesNotSlideInFromThePast()
    {
        var session = new UnreliableSession();
        UnreliableSession.Peer client = session.Join();
        NetworkTransformUnreliable moved = session.Spawn();
        session.Run(frames: 4 * UnreliableSession.Rate);
        moved.transform.position = new Vector3(100, 0, 0);
        session.Run(frames: 3);
        SnapshotBuffer<TransformSnapshot> buffer = client.CopyOf(moved).clientSnapshots;
        Assert.True(buffer[0].remoteTime > session.Clock.GetTimestamp() / (double)session.Clock.TimestampFrequency - 1);
    }

    [Fact]
    public void LosingOwnershipStopsTheOldOwnerAndLetsTheNewOneMove()
    {
        var session = new UnreliableSession();
        UnreliableSession.Peer first = session.Join();
        UnreliableSession.Peer second = session.Join();
        NetworkTransformUnreliable onServer = session.Spawn("Owned", first);
        session.Run(frames: 10);
        session.Run(frames: 30, each: frame => first.CopyOf(onServer).transform.position = new Vector3(frame, 0, 0));
        onServer.netIdentity.RemoveClientAuthority();
        Assert.Equal(0, onServer.serverSnapshots.Count);
        Assert.True(onServer.netIdentity.AssignClientAuthority(second.Connection));
        session.Run(frames: 10);
        session.Run(frames: 40, each: frame => second.CopyOf(onServer).transform.position = new Vector3(0, frame, 0));
        session.Run(frames: 30);
        Assert.Equal(new Vector3(0, 39, 0), onServer.transform.position);
        Assert.Equal(new Vector3(0, 39, 0), first.CopyOf(onServer).transform.position);
    }

    [Fact]
    public void WorldSpaceSendsWhereTheObjectReallyIs()
    {
        var session = new UnreliableSession(moved =>
        {
            moved.coordinateSpace = CoordinateSpace.World;
            moved.syncScale = true;
        });
        UnreliableSession.Peer client = session.Join();
        NetworkTransformUnreliable moved = session.Spawn();
        Assert.False(moved.syncScale);
        GameObject platform = session.World.CreateGameObject();
        platform.transform.position = new Vector3(10, 0, 0);
        moved.transform.SetParent(platform.transform);
        session.Run(frames: 60, each: frame => platform.transform.position = new Vector3(10 + frame, 0, 0));
        session.Run(frames: 30);
        Assert.Equal(59, moved.transform.position.X);
        Assert.Equal(0, moved.transform.localPosition.X + 10);
        Assert.Equal(59, client.CopyOf(moved).transform.position.X);
    }

    [Theory]
    [InlineData(UpdateMethod.Update), InlineData(UpdateMethod.FixedUpdate), InlineData(UpdateMethod.LateUpdate)]
    public void MovementIsShownWhenItIsAskedFor(UpdateMethod method)
    {
        var session = new UnreliableSession(moved => moved.updateMethod = method);
        UnreliableSession.Peer client = session.Join();
        NetworkTransformUnreliable moved = session.Spawn();
        session.Run(frames: 60, each: frame => moved.transform.position = new Vector3(frame, 0, 0));
        session.Run(frames: 30);
        Assert.Equal(59, client.CopyOf(moved).transform.position.X);
    }

    [Fact]
    public void WhatIsNotInterpolatedJumpsFromSnapshotToSnapshot()
    {
        var session = new UnreliableSession(moved =>
        {
            moved.interpolatePosition = false;
            moved.syncInterval = 8f / UnreliableSession.Rate;
        });
        UnreliableSession.Peer client = session.Join();
        NetworkTransformUnreliable moved = session.Spawn();
        Assert.Equal(8u, moved.sendIntervalMultiplier);
        session.Run(frames: 10);
        Transform copy = client.CopyOf(moved).transform;
        var seen = new HashSet<float>();
        session.Run(frames: 160, each: frame =>
        {
            moved.transform.position = new Vector3(frame, 0, 0);
            seen.Add(copy.position.X);
        });
        Assert.InRange(seen.Count, 16, 22);
    }

    [Fact]
    public void VelocityIsThatOfTheMovement()
    {
        var session = new UnreliableSession();
        UnreliableSession.Peer client = session.Join();
        NetworkTransformUnreliable moved = session.Spawn();
        session.Run(frames: 60, each: frame =>
        {
            moved.transform.position = new Vector3(0, 0, frame / (float)UnreliableSession.Rate * 3);
            moved.transform.rotation = Quaternion.Euler(0, frame / (float)UnreliableSession.Rate * 90, 0);
        });
        NetworkTransformUnreliable copy = client.CopyOf(moved);
        Assert.Equal(3, copy.velocity.Z, 0.01f);
        Assert.Equal(90, copy.angularVelocity.Y, 20f);      // ten bits per component are coarse over 1/64 s
        session.Run(frames: 60);
        Assert.Equal(Vector3.Zero, copy.velocity);
    }

    [Trait("Attack", "C-06")]
    [Fact]
    public void BuffersAreBoundedWhateverAnOwnerSends()
    {
        var session = new UnreliableSession();
        UnreliableSession.Peer owner = session.Join();
        NetworkTransformUnreliable onServer = session.Spawn("Owned", owner);
        session.Run(frames: 10);
        // The owner's world runs ten times while the server's stands still.
        for (int i = 0; i < 500; i++)
        {
            session.Clock.Advance(UnreliableSession.FrameSeconds);
            owner.CopyOf(onServer).transform.position = new Vector3(i, 0, 0);
            owner.World.Tick((float)UnreliableSession.FrameSeconds);
        }
        session.World.Tick((float)UnreliableSession.FrameSeconds);
        Assert.InRange(onServer.serverSnapshots.Count, 1, 32);
    }
}
