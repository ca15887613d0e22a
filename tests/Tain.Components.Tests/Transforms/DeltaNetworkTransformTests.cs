using System.Numerics;
using Tain.Tests;

namespace Tain.Components.Tests.Transforms;

/// <summary>What holds for both kinds that send differences. Every test ends with all sides agreeing, which a base that differs would not let them.</summary>
[Trait("Behaviour", "21.1")]
public abstract class DeltaNetworkTransformTests<T> where T : DeltaNetworkTransform, new()
{
    private const float StepsPerFrame = 0.25f;
    private const float Near = 0.011f;      // one step of the precision

    [Fact]
    public void AMovementOfTheServerIsShownSmoothlyAndALittleLater()
    {
        var session = new MovementSession<T>();
        MovementSession<T>.Peer client = session.Join();
        T moved = session.Spawn();
        session.Run(frames: 10);
        Transform copy = client.CopyOf(moved).transform;
        float shown = copy.position.X;
        session.Run(frames: 150, each: frame =>
        {
            moved.transform.position = new Vector3(frame * StepsPerFrame, 0, 0);
            float step = copy.position.X - shown;
            shown = copy.position.X;
            if (frame < 20) return;
            Assert.InRange(step, StepsPerFrame * 0.8f, StepsPerFrame * 1.2f);
            Assert.InRange(moved.transform.position.X - shown, 0, StepsPerFrame * 12);
        });
        AssertAgreement(session, moved);
    }

    [Fact]
    public void AMovementOfTheOwnerIsShownOnTheServerAndOnTheOthers()
    {
        var session = new MovementSession<T>(static moved => moved.syncScale = true);
        MovementSession<T>.Peer owner = session.Join();
        session.Join();
        T onServer = session.Spawn("Owned", owner);
        session.Run(frames: 10);
        Transform own = owner.CopyOf(onServer).transform;
        session.Run(frames: 100, each: frame =>
        {
            own.position = new Vector3(0, frame * StepsPerFrame, -frame);
            own.Rotate(0, 3, 1);
            own.localScale = Vector3.One * (1 + (frame * 0.02f));
        });
        AssertAgreement(session, onServer);
        Assert.Equal(own.position.Y, onServer.transform.position.Y, Near);
        Assert.Equal(own.localScale.X, onServer.transform.localScale.X, Near);
    }

    [Fact]
    public void RotationsThatAreNotCompressedFollow()
    {
        var session = new MovementSession<T>(static moved => moved.compressRotation = false);
        session.Join();
        T moved = session.Spawn();
        session.Run(frames: 80, each: _ => moved.transform.Rotate(1, 2, 3));
        AssertAgreement(session, moved);
    }

    [Fact]
    public void AnObjectThatWasMovedBeforeItWasSpawnedIsWhereItIs()
    {
        var session = new MovementSession<T>(static moved => moved.syncScale = true);
        session.Join();
        T moved = session.Spawn(prepare: static go =>
        {
            go.transform.SetPositionAndRotation(new Vector3(70, 1, 2), Quaternion.Euler(10, 20, 30));
            go.transform.localScale = new Vector3(4, 5, 6);
        });
        session.Run(frames: 10);
        AssertAgreement(session, moved);
        session.Run(frames: 20, each: _ => moved.transform.position += Vector3.UnitX);
        AssertAgreement(session, moved);
    }

    // The owner never sends a whole state, so the two must know without it from where it counts.
    [Fact]
    public void AnOwnedObjectThatTheServerMovedBeforeItSpawnedItCountsFromThere()
    {
        var session = new MovementSession<T>(static moved => moved.syncScale = true);
        MovementSession<T>.Peer owner = session.Join();
        session.Join();
        T onServer = session.Spawn("Owned", owner, static go =>
        {
            go.transform.SetPositionAndRotation(new Vector3(70, 1, 2), Quaternion.Euler(10, 20, 30));
            go.transform.localScale = new Vector3(4, 5, 6);
        });
        session.Run(frames: 10);
        Transform own = owner.CopyOf(onServer).transform;
        session.Run(frames: 3, each: _ =>
        {
            own.position += Vector3.UnitX;
            own.localScale += Vector3.One;
        });
        session.Run(frames: 20);
        AssertAgreement(session, onServer);
        Assert.Equal(73, onServer.transform.position.X, Near);
        Assert.Equal(new Vector3(7, 8, 9), own.localScale);
    }

    [Fact]
    public void AChildThatIsMovedByItselfCountsFromWhereItWasBuilt()
    {
        var session = new MovementSession<T>(static moved =>
        {
            GameObject turret = moved.world.CreateGameObject("Turret");
            turret.transform.SetParent(moved.transform);
            turret.transform.localPosition = new Vector3(0, 2, 0);
            moved.target = turret.transform;
        });
        MovementSession<T>.Peer owner = session.Join();
        session.Join();
        T onServer = session.Spawn("Owned", owner, static go =>
        {
            go.transform.position = new Vector3(9, 9, 9);
            go.transform.GetChild(0).localPosition = new Vector3(0, 5, 0);
        });
        session.Run(frames: 10);
        Transform own = owner.CopyOf(onServer).target;
        session.Run(frames: 20, each: _ => own.localPosition += Vector3.UnitX);
        session.Run(frames: 100);
        Assert.Equal(own.localPosition, onServer.target.localPosition);
        Assert.Equal(new Vector3(9, 9, 9), onServer.transform.position);
    }

    // What a spawn message names is relative to a parent that the client does not have.
    [Fact]
    public void AnOwnedObjectUnderAParentOfTheServerIsWhereItsOwnerHasIt()
    {
        var session = new MovementSession<T>(static moved => moved.coordinateSpace = CoordinateSpace.World);
        MovementSession<T>.Peer owner = session.Join();
        session.Join();
        Transform platform = session.World.CreateGameObject("Platform").transform;
        platform.position = new Vector3(10, 0, 0);
        T onServer = session.Spawn("Owned", owner, go =>
        {
            go.transform.SetParent(platform);
            go.transform.localPosition = new Vector3(5, 0, 0);
        });
        session.Run(frames: 10);
        Transform own = owner.CopyOf(onServer).transform;
        session.Run(frames: 20, each: _ => own.position += Vector3.UnitX);
        AssertAgreement(session, onServer);
        Assert.Equal(own.position.X, onServer.transform.position.X, Near);
    }

    [Theory, InlineData(0), InlineData(1), InlineData(7), InlineData(40)]
    public void WhoComesLateSeesTheMovementAndDisturbsNobody(int framesAfterTheLastMove)
    {
        var session = new MovementSession<T>();
        MovementSession<T>.Peer early = session.Join();
        T moved = session.Spawn();
        session.Run(frames: 30);
        Transform shown = early.CopyOf(moved).transform;
        Vector3 last = shown.position;
        void Watch(int _)
        {
            Assert.True(Vector3.Distance(last, shown.position) < StepsPerFrame * 2, $"It jumped from {last} to {shown.position}.");
            last = shown.position;
        }
        void Move(int frame)
        {
            moved.transform.position += new Vector3(StepsPerFrame, 0, 0);
            Watch(frame);
        }
        session.Run(frames: 30, Move);
        session.Run(framesAfterTheLastMove, Watch);
        MovementSession<T>.Peer late = JoinWhile(session, Move);
        Assert.InRange(Vector3.Distance(moved.transform.position, late.CopyOf(moved).transform.position), 0, StepsPerFrame * 12);
        session.Run(frames: 30, Move);
        AssertAgreement(session, moved);
    }

    [Fact]
    public void WhoComesLateAfterARestSeesWhereItRests()
    {
        var session = new MovementSession<T>();
        session.Join();
        T moved = session.Spawn();
        session.Run(frames: 50, each: _ => moved.transform.position += Vector3.UnitX);
        session.Run(frames: 200);
        session.Join();
        AssertAgreement(session, moved);
    }

    // In between nobody saw it, so nobody has a base to keep.
    [Fact]
    public void WhatNobodySawForAWhileIsShownWhereItIs()
    {
        var session = new MovementSession<T>();
        T moved = session.Spawn();
        session.Run(frames: 50, each: _ => moved.transform.position += Vector3.UnitX);
        MovementSession<T>.Peer client = session.Join();
        Assert.Equal(moved.transform.position, client.CopyOf(moved).transform.position);
        client.Client.Disconnect();
        session.Run(frames: 50, each: _ => moved.transform.position += Vector3.UnitX);
        session.Clients.Clear();
        client = session.Join();
        Assert.Equal(moved.transform.position, client.CopyOf(moved).transform.position);
        session.Run(frames: 20, each: _ => moved.transform.position += Vector3.UnitY);
        AssertAgreement(session, moved);
    }

    [Fact]
    public void AHiddenObjectComesBackWhereItIs()
    {
        var session = new MovementSession<T>();
        MovementSession<T>.Peer first = session.Join();
        MovementSession<T>.Peer second = session.Join();
        T moved = session.Spawn();
        session.Run(frames: 20, each: _ => moved.transform.position += Vector3.UnitX);
        session.Server.HideForConnection(moved.netIdentity, second.Connection);
        session.Run(frames: 20, each: _ => moved.transform.position += Vector3.UnitX);
        session.Server.ShowForConnection(moved.netIdentity, second.Connection);
        session.Run(frames: 20, each: _ => moved.transform.position += Vector3.UnitX);
        AssertAgreement(session, moved);
        Assert.Equal(60, first.CopyOf(moved).transform.position.X, Near);
    }

    [Theory, InlineData(1), InlineData(5)]
    public void TheSendIntervalIsKept(int multiplier)
    {
        var session = new MovementSession<T>(moved => moved.syncInterval = (float)multiplier / MovementSession<T>.Rate);
        MovementSession<T>.Peer client = session.Join();
        T moved = session.Spawn();
        session.Run(frames: 20);
        var times = new HashSet<double>();
        SnapshotBuffer<TransformSnapshot> buffer = client.CopyOf(moved).clientSnapshots;
        session.Run(frames: 200, each: frame =>
        {
            moved.transform.position += Vector3.UnitX;
            if (buffer.Count > 0) times.Add(buffer[buffer.Count - 1].remoteTime);
        });
        // A Hybrid baseline is sent at its own rate, besides.
        Assert.InRange(times.Count, (200 / multiplier) - 6, (200 / multiplier) + 6);
        AssertAgreement(session, moved);
    }

    [Fact]
    public void InWorldSpaceWhatAParentDoesIsSent()
    {
        var session = new MovementSession<T>(static moved => moved.coordinateSpace = CoordinateSpace.World);
        MovementSession<T>.Peer client = session.Join();
        T moved = session.Spawn();
        Transform platform = session.World.CreateGameObject("Platform").transform;
        moved.transform.SetParent(platform);
        session.Run(frames: 100);
        session.Run(frames: 60, each: frame => platform.position = new Vector3(frame, 0, 0));
        session.Run(frames: 100);
        Assert.Equal(59, client.CopyOf(moved).transform.position.X, Near);
    }

    [Fact]
    public void AMovementAfterARestBeginsWhereTheObjectRests()
    {
        var session = new MovementSession<T>();
        MovementSession<T>.Peer client = session.Join();
        T moved = session.Spawn();
        session.Run(frames: 200);
        Transform shown = client.CopyOf(moved).transform;
        moved.transform.position = new Vector3(10, 0, 0);
        float slid = 0;
        int between = 0;
        session.Run(frames: 30, each: _ =>
        {
            if (shown.position.X > slid && shown.position.X < 10) between++;
            slid = shown.position.X;
        });
        // One interval of movement, and not the 200 frames of rest drawn out into one slow slide.
        Assert.InRange(between, 0, 2);
        Assert.Equal(10, shown.position.X, Near);
    }

    [Theory, InlineData(0f), InlineData(-1f), InlineData(float.NaN)]
    public void AStepThatIsNoStepIsToldByItsName(float precision)
    {
        var session = new MovementSession<T>(moved => moved.positionPrecision = precision);
        session.Spawn();
        Assert.Equal(1, session.Log.Count("positionPrecision"));
    }

    /// <summary>Lets everything come to rest and compares all sides with each other.</summary>
    private protected static void AssertAgreement(MovementSession<T> session, T onServer)
    {
        session.Run(frames: 100);
        Transform expected = onServer.transform;
        foreach (MovementSession<T>.Peer peer in session.Clients)
        {
            Transform shown = peer.CopyOf(onServer).transform;
            Assert.True(Vector3.Distance(expected.position, shown.position) < 2 * Near, $"The server has it at {expected.position}, client {session.Clients.IndexOf(peer)} at {shown.position}.");
            Assert.True(Quaternion.Angle(expected.rotation, shown.rotation) < 0.4f, $"The server has it turned to {expected.rotation}, client {session.Clients.IndexOf(peer)} to {shown.rotation}.");
            Assert.True(Vector3.Distance(expected.localScale, shown.localScale) < 2 * Near, $"The server has its scale at {expected.localScale}, client {session.Clients.IndexOf(peer)} at {shown.localScale}.");
        }
        Assert.Equal(0, session.World.ScriptFailures + session.Clients.Sum(static peer => peer.World.ScriptFailures));
    }

    private static MovementSession<T>.Peer JoinWhile(MovementSession<T> session, Action<int> each)
    {
        session.EachFrame = each;
        MovementSession<T>.Peer joined = session.Join();
        session.EachFrame = null;
        return joined;
    }
}
