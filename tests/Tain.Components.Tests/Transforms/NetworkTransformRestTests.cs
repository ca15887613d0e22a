using System.Numerics;
using Tain.Tests;

namespace Tain.Components.Tests.Transforms;

/// <summary>What rests is not looked at, and nothing is missed for it.</summary>
public sealed class NetworkTransformRestTests
{
    private const int Frames = 200;

    [Fact]
    public void ReliableIsNotLookedAtWhileItRests() => CheckRest(new MovementSession<CountingReliable>(), static one => one.Looks);

    [Fact]
    public void UnreliableIsNotLookedAtWhileItRests() => CheckRest(new MovementSession<CountingUnreliable>(), static one => one.Looks);

    [Fact]
    public void HybridIsNotLookedAtWhileItRests() => CheckRest(new MovementSession<CountingHybrid>(), static one => one.Looks);

    [Fact]
    public void AnObjectThatNobodySeesIsNotLookedAtEither()
    {
        var session = new MovementSession<CountingReliable>();
        CountingReliable moved = session.Spawn();
        session.Run(frames: 10, each: _ => moved.transform.position += Vector3.UnitX);
        session.Run(frames: 10);
        int looks = moved.Looks;
        session.Run(Frames);
        Assert.Equal(looks, moved.Looks);
    }

    [Fact]
    public void AMovementInTheLastUpdateOfAFrameLeavesInThatFrame()
    {
        var session = new MovementSession<CountingReliable>();
        session.Join();
        CountingReliable moved = session.Spawn();
        session.Run(Frames);
        LateMover mover = session.World.CreateGameObject("Mover").AddComponent<LateMover>();
        mover.Moved = moved.transform;
        session.Run(frames: 1);
        // Sent, so it is no change any more.
        Assert.False(moved.IsDirty_BitsOnly());
        Assert.False(moved.HasChanged());
        Assert.Equal(1, moved.transform.position.X);
    }

    [Fact]
    public void WhatAScriptOfTheClientMovesIsPutBack()
    {
        var session = new MovementSession<CountingReliable>();
        MovementSession<CountingReliable>.Peer client = session.Join();
        CountingReliable moved = session.Spawn();
        session.Run(frames: 30, each: _ => moved.transform.position += Vector3.UnitX);
        session.Run(Frames);
        Transform shown = client.CopyOf(moved).transform;
        shown.position = new Vector3(0, 50, 0);
        session.Run(frames: 2);
        Assert.Equal(moved.transform.position, shown.position);
    }

    [Fact]
    public void ADisabledComponentDoesNothingAndAnEnabledOneCatchesUp()
    {
        var session = new MovementSession<CountingReliable>();
        MovementSession<CountingReliable>.Peer client = session.Join();
        CountingReliable moved = session.Spawn();
        session.Run(frames: 20);
        moved.enabled = false;
        int looks = moved.Looks;
        session.Run(frames: 20, each: _ => moved.transform.position += Vector3.UnitX);
        Assert.Equal(looks, moved.Looks);
        Assert.Equal(0, client.CopyOf(moved).transform.position.X);
        moved.enabled = true;
        session.Run(frames: 30);
        Assert.Equal(20, client.CopyOf(moved).transform.position.X, 0.02f);
    }

    // The side that moves the object may rest by then, and would not say again where.
    [Theory, InlineData(typeof(NetworkTransformReliable)), InlineData(typeof(NetworkTransformUnreliable)), InlineData(typeof(NetworkTransformHybrid))]
    public void WhatMovedWhileAReceiverWasDisabledIsWhereItIsWhenItIsEnabled(Type kind)
    {
        var session = new MovementSession<NetworkTransformBase>(kind: kind);
        MovementSession<NetworkTransformBase>.Peer client = session.Join();
        NetworkTransformBase moved = session.Spawn();
        NetworkTransformBase owned = session.Spawn("Owned", client);
        session.Run(frames: 20);
        client.CopyOf(moved).enabled = false;
        owned.enabled = false;
        session.Run(frames: 20, each: _ =>
        {
            moved.transform.position += Vector3.UnitX;
            client.CopyOf(owned).transform.position += Vector3.UnitY;
        });
        session.Run(frames: 3 * 64);
        Assert.Equal(Vector3.Zero, client.CopyOf(moved).transform.position);
        Assert.Equal(Vector3.Zero, owned.transform.position);
        client.CopyOf(moved).enabled = true;
        owned.enabled = true;
        session.Run(frames: 2);
        Assert.Equal(20, client.CopyOf(moved).transform.position.X, 0.02f);
        Assert.Equal(20, owned.transform.position.Y, 0.02f);
    }

    // As many turns on top of each other make it. Taken for a turn away from itself, it would be sent for ever.
    [Theory, InlineData(false), InlineData(true)]
    public void ARotationOfNotQuiteTheLengthOfOneComesToRest(bool world)
    {
        var session = new MovementSession<CountingUnreliable>(moved => moved.coordinateSpace = world ? CoordinateSpace.World : CoordinateSpace.Local);
        session.Join();
        CountingUnreliable moved = session.Spawn();
        moved.transform.rotation = Quaternion.Euler(10, 20, 30) * 0.99999f;
        session.Run(frames: 100);
        int looks = moved.Looks;
        session.Run(Frames);
        Assert.Equal(looks, moved.Looks);
    }

    [Fact]
    public void TheUpdateMethodMayBeChangedWhileTheObjectMoves()
    {
        var session = new MovementSession<CountingReliable>();
        MovementSession<CountingReliable>.Peer client = session.Join();
        CountingReliable moved = session.Spawn();
        CountingReliable? copy = null;
        session.Run(frames: 90, each: frame =>
        {
            moved.transform.position += Vector3.UnitX;
            if (client.Client.spawned.ContainsKey(moved.netId)) copy = client.CopyOf(moved);
            copy?.updateMethod = (UpdateMethod)(frame / 10 % 3);
        });
        session.Run(frames: 30);
        Assert.Equal(90, copy!.transform.position.X, 0.02f);
    }

    [Fact]
    public void TheShownTimeIsThatOfTheShownPlace()
    {
        var session = new MovementSession<NetworkTransformUnreliable>(static moved => moved.syncInterval = 2f / MovementSession<NetworkTransformUnreliable>.Rate);
        MovementSession<NetworkTransformUnreliable>.Peer owner = session.Join();
        MovementSession<NetworkTransformUnreliable>.Peer other = session.Join();
        NetworkTransformUnreliable moved = session.Spawn();
        NetworkTransformUnreliable owned = session.Spawn("Owned", owner);
        session.Run(frames: 10);
        NetworkTransformUnreliable own = owner.CopyOf(owned);
        double second = MovementSession<NetworkTransformUnreliable>.Rate;
        // Each stands where its time is, so a place is a time.
        session.Run(frames: 200, each: frame =>
        {
            moved.transform.position = new Vector3(frame, 0, 0);
            own.transform.position = new Vector3(frame, 0, 0);
            if (frame < 60) return;
            double now = session.World.Get<NetworkServer>().NetworkTime.localTime;
            CheckShown(other.CopyOf(moved), frame, now);
            CheckShown(owned, frame, now);
        });
        Assert.Equal(moved.NetworkTime.localTime, moved.shownTime);
        Assert.Equal(own.NetworkTime.localTime, own.shownTime);

        // The frame's place was set just before the frame began, whose time is one frame later.
        void CheckShown(NetworkTransformUnreliable shown, int frame, double timeOfLastFrame)
        {
            double expected = (timeOfLastFrame - shown.shownTime) * second;
            Assert.InRange(expected, 1, 20);
            Assert.Equal(frame - 1 - expected, shown.transform.position.X, 0.6);
        }
    }

    private static void CheckRest<T>(MovementSession<T> session, Func<T, int> looks) where T : NetworkTransformBase
    {
        MovementSession<T>.Peer owner = session.Join();
        MovementSession<T>.Peer other = session.Join();
        T moved = session.Spawn();
        T owned = session.Spawn("Owned", owner);
        session.Run(frames: 10);
        List<T> everywhere = [moved, owned, .. new[] { owner, other }.SelectMany(peer => new[] { peer.CopyOf(moved), peer.CopyOf(owned) })];
        for (int round = 0; round < 3; round++)
        {
            session.Run(frames: 20, each: _ =>
            {
                moved.transform.position += Vector3.UnitX;
                owner.CopyOf(owned).transform.Rotate(0, 5, 0);
            });
            session.Run(Frames);
            int[] before = [.. everywhere.Select(looks)];
            session.Run(Frames);
            Assert.Equal(before, everywhere.Select(looks));
            Assert.Equal(moved.transform.position.X, other.CopyOf(moved).transform.position.X, 0.02f);
            Assert.True(Quaternion.Angle(owner.CopyOf(owned).transform.rotation, other.CopyOf(owned).transform.rotation) < 0.4f);
        }
    }

    public sealed class CountingReliable : NetworkTransformReliable
    {
        public int Looks { get; private set; }

        public bool HasChanged() => Changed(Construct());

        protected override TransformSnapshot Construct()
        {
            Looks++;
            return base.Construct();
        }

        protected override void Apply(TransformSnapshot interpolated, TransformSnapshot endGoal)
        {
            Looks++;
            base.Apply(interpolated, endGoal);
        }
    }

    public sealed class CountingUnreliable : NetworkTransformUnreliable
    {
        public int Looks { get; private set; }

        protected override TransformSnapshot Construct()
        {
            Looks++;
            return base.Construct();
        }

        protected override void Apply(TransformSnapshot interpolated, TransformSnapshot endGoal)
        {
            Looks++;
            base.Apply(interpolated, endGoal);
        }
    }

    public sealed class CountingHybrid : NetworkTransformHybrid
    {
        public int Looks { get; private set; }

        protected override TransformSnapshot Construct()
        {
            Looks++;
            return base.Construct();
        }

        protected override void Apply(TransformSnapshot interpolated, TransformSnapshot endGoal)
        {
            Looks++;
            base.Apply(interpolated, endGoal);
        }
    }

    public sealed class LateMover : MonoBehaviour
    {
        public Transform? Moved { get; set; }

        private void LateUpdate()
        {
            Moved?.position = Vector3.UnitX;
        }
    }
}
