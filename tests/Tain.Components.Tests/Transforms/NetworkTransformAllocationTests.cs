using System.Numerics;
using Tain.Kit;
using Session = Tain.Tests.MovementSession<Tain.NetworkTransformBase>;

namespace Tain.Components.Tests.Transforms;

public class NetworkTransformAllocationTests
{
    [Theory, InlineData(typeof(NetworkTransformReliable)), InlineData(typeof(NetworkTransformUnreliable)), InlineData(typeof(NetworkTransformHybrid))]
    public void MovingAllocatesNothingOnTheServerAndOnClients(Type kind)
    {
        var session = new Session(kind: kind);
        Session.Peer owner = session.Join();
        Session.Peer watcher = session.Join();
        var moved = new List<Transform>();
        for (int i = 0; i < 40; i++)
        {
            moved.Add(session.Spawn().transform);
            NetworkTransformBase onServer = session.Spawn("Owned", owner);
            session.Run(frames: 2);
            moved.Add(owner.CopyOf(onServer).transform);
        }
        Run(session, moved, frames: 500);
        Assert.Equal(0, Allocations.Of(() => Run(session, moved, frames: 500)));
        Assert.Equal(80, watcher.Client.spawned.Values.Count(identity => identity.transform.position.X > 90));
    }

    private static void Run(Session session, List<Transform> moved, int frames)
    {
        for (int i = 0; i < frames; i++)
        {
            foreach (Transform one in moved)
            {
                one.position += new Vector3(0.1f, 0, 0.05f);
                one.Rotate(0, 5, 0);
            }
            session.Clock.Advance(Session.FrameSeconds);
            session.World.Tick((float)Session.FrameSeconds);
            foreach (Session.Peer client in session.Clients) client.World.Tick((float)Session.FrameSeconds);
        }
    }
}
