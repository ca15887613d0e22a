using System.Numerics;

namespace Tain.Engine.Tests.GameObjects;

public class TransformWatchTests
{
    private readonly World _world = new();
    private int _told;

    [Fact]
    public void AChangeIsToldOnceUntilTheWatchIsStartedAgain()
    {
        Transform watched = _world.CreateGameObject().transform;
        TransformWatch watch = Start(watched, Space.Self);
        watched.position = Vector3.UnitX;
        watched.position = Vector3.UnitY;
        Assert.Equal(1, _told);
        Assert.False(watch.isWatching);
        watch.Start(watched, Space.Self);
        watched.Rotate(0, 10, 0);
        watch.Start(watched, Space.Self);
        watched.localScale = Vector3.One * 2;
        Assert.Equal(3, _told);
    }

    [Fact]
    public void SettingWhatIsThereAlreadyIsNoChange()
    {
        Transform watched = _world.CreateGameObject().transform;
        watched.SetLocalPositionAndRotation(Vector3.UnitX, Quaternion.Euler(1, 2, 3));
        Start(watched, Space.World);
        watched.SetLocalPositionAndRotation(Vector3.UnitX, watched.localRotation);
        watched.localScale = Vector3.One;
        Assert.Equal(0, _told);
    }

    [Fact]
    public void InWorldSpaceWhatHappensToAParentCounts()
    {
        Transform top = _world.CreateGameObject().transform;
        Transform child = Chain(top, 3);
        Transform sibling = Chain(top, 1);
        TransformWatch watch = Start(child, Space.World);
        sibling.position += Vector3.UnitX;
        Assert.Equal(0, _told);
        top.position = Vector3.UnitX;
        Assert.Equal(1, _told);
        watch.Start(child, Space.World);
        child.parent!.Rotate(0, 1, 0);
        Assert.Equal(2, _told);
    }

    [Fact]
    public void InTheParentsSpaceItDoesNot()
    {
        Transform top = _world.CreateGameObject().transform;
        Transform child = Chain(top, 2);
        Start(child, Space.Self);
        top.position = Vector3.UnitX;
        child.parent!.Rotate(0, 1, 0);
        Assert.Equal(0, _told);
        child.localPosition = Vector3.UnitY;
        Assert.Equal(1, _told);
    }

    [Fact]
    public void AChangeOfParentCountsAndTheNewParentIsHeard()
    {
        Transform first = _world.CreateGameObject().transform;
        Transform second = _world.CreateGameObject().transform;
        Transform middle = Chain(first, 1);
        Transform child = Chain(middle, 1);
        TransformWatch watch = Start(child, Space.World);
        middle.SetParent(second, worldPositionStays: false);
        Assert.Equal(1, _told);
        watch.Start(child, Space.World);
        first.position = Vector3.UnitX;
        Assert.Equal(1, _told);
        second.position = Vector3.UnitX;
        Assert.Equal(2, _told);
    }

    [Fact]
    public void AWatchStaysWithASubtreeThatIsMovedBetweenParents()
    {
        Transform first = _world.CreateGameObject().transform;
        Transform second = _world.CreateGameObject().transform;
        Transform child = Chain(Chain(first, 1), 1);
        Start(child, Space.Self);
        child.parent!.SetParent(second);
        Assert.Equal(0, _told);
        child.localPosition = Vector3.UnitX;
        Assert.Equal(1, _told);
    }

    [Fact]
    public void AStoppedWatchIsNotToldAndLeavesNothingBehind()
    {
        Transform top = _world.CreateGameObject().transform;
        Transform child = Chain(top, 2);
        TransformWatch watch = Start(child, Space.World);
        watch.Stop();
        watch.Stop();
        child.position = Vector3.UnitX;
        top.position = Vector3.UnitX;
        Assert.Equal(0, _told);
    }

    [Fact]
    public void AllWhoWatchAreToldAndMayStartAgainAtOnce()
    {
        Transform watched = _world.CreateGameObject().transform;
        TransformWatch? again = null;
        again = new TransformWatch(() =>
        {
            _told++;
            again!.Start(watched, Space.World);
        });
        again.Start(watched, Space.World);
        Start(watched, Space.Self);
        Start(watched, Space.World);
        watched.position = Vector3.UnitX;
        Assert.Equal(3, _told);
        watched.position = Vector3.UnitY;
        Assert.Equal(4, _told);
    }

    [Fact]
    public void WhoIsToldMayMoveOtherTransforms()
    {
        Transform leader = _world.CreateGameObject().transform;
        Transform follower = _world.CreateGameObject().transform;
        Start(follower, Space.World);
        new TransformWatch(() => follower.position = leader.position).Start(leader, Space.World);
        Start(leader, Space.World);
        leader.position = Vector3.UnitX;
        Assert.Equal(2, _told);
        Assert.Equal(Vector3.UnitX, follower.position);
    }

    [Fact]
    public void AWatchThatThrowsDoesNotSilenceLaterChanges()
    {
        Transform watched = _world.CreateGameObject().transform;
        new TransformWatch(static () => throw new InvalidOperationException("told")).Start(watched, Space.Self);
        Assert.Throws<InvalidOperationException>(() => watched.position = Vector3.UnitX);
        Start(watched, Space.Self);
        watched.position = Vector3.UnitY;
        Assert.Equal(1, _told);
    }

    [Fact]
    public void RandomTreesTellExactlyWhoMoved()
    {
        var random = new SeededRandom(21);
        for (int round = 0; round < 100; round++)
        {
            List<Transform> all = [];
            for (int i = 0; i < 12; i++)
            {
                Transform made = _world.CreateGameObject().transform;
                if (all.Count > 0 && random.value < 0.8f) made.SetParent(all[random.Range(0, all.Count)]);
                all.Add(made);
            }
            var heard = new HashSet<Transform>();
            List<TransformWatch> watches = [.. all.Select(one => new TransformWatch(() => heard.Add(one)))];
            for (int i = 0; i < all.Count; i++) watches[i].Start(all[i], Space.World);
            for (int step = 0; step < 10; step++)
            {
                Transform moved = all[random.Range(0, all.Count)];
                if (random.value < 0.3f && all[random.Range(0, all.Count)] is { } parent && !parent.IsChildOf(moved) && parent != moved.parent) moved.SetParent(parent);
                else moved.localPosition += Vector3.UnitX;
                Assert.Equal(all.Where(one => one.IsChildOf(moved)).ToHashSet(), heard);
                heard.Clear();
                for (int i = 0; i < all.Count; i++) watches[i].Start(all[i], Space.World);
            }
        }
    }

    private TransformWatch Start(Transform target, Space space)
    {
        var watch = new TransformWatch(() => _told++);
        watch.Start(target, space);
        return watch;
    }

    private Transform Chain(Transform top, int depth)
    {
        for (int i = 0; i < depth; i++)
        {
            Transform made = _world.CreateGameObject().transform;
            made.SetParent(top);
            top = made;
        }
        return top;
    }
}
