using System.Numerics;
using Tain.Tests;

namespace Tain.Components.Tests.Transforms;

public class NetworkTransformAllocationTests
{
    [Fact]
    public void MovingAllocatesNothingOnTheServerAndOnClients()
    {
        var session = new MovementSession();
        MovementSession.Peer owner = session.Join();
        MovementSession.Peer watcher = session.Join();
        var moved = new List<Transform>();
        for (int i = 0; i < 40; i++)
        {
            moved.Add(session.Spawn().transform);
            NetworkTransformUnreliable onServer = session.Spawn("Owned", owner);
            session.Run(frames: 2);
            moved.Add(owner.CopyOf(onServer).transform);
        }
        Run(session, moved, frames: 500);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(session, moved, frames: 500);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(80, watcher.Client.spawned.Values.Count(identity => identity.transform.position.X > 90));
    }

    private static void Run(MovementSession session, List<Transform> moved, int frames)
    {
        for (int i = 0; i < frames; i++)
        {
            foreach (Transform one in moved)
            {
                one.position += new Vector3(0.1f, 0, 0.05f);
                one.Rotate(0, 5, 0);
            }
            session.Clock.Advance(MovementSession.FrameSeconds);
            session.World.Tick((float)MovementSession.FrameSeconds);
            foreach (MovementSession.Peer client in session.Clients) client.World.Tick((float)MovementSession.FrameSeconds);
        }
    }
}
