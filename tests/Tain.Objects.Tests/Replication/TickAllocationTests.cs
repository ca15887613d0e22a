using Tain.Kit;

namespace Tain.Tests;

// Design decision 8: once warm, a tick allocates nothing. Measured on one thread over whole frames of a server with clients that see everything.
public class TickAllocationTests
{
    private const int Warmup = 300;
    private const int Measured = 300;

    [Fact]
    [Trait("Behaviour", "1.3")]
    public void AServerTickWithStateOwnersAndCallsAllocatesNothing()
    {
        var session = new Session();
        ClientSide[] clients = [session.Join(), session.Join(), session.Join()];
        Actor[] actors = [.. Enumerable.Range(0, 50).Select(i => session.Server.Spawn(i % 10 == 0 ? session.ConnectionOf(clients[i % 3]) : null, i % 2 == 0 ? "Secret" : "Actor"))];
        actors[7].syncInterval = 0.2f;
        long allocated = 0;

        for (int frame = 0; frame < Warmup + Measured; frame++)
        {
            session.Clock.Advance(Session.FrameSeconds);
            int now = frame;
            long here = Allocations.Of(() =>
            {
                for (int i = 0; i < actors.Length; i += 3) actors[i].health = now + i;
                actors[7].health = now;
                actors[1].RpcMove(default);
                session.Server.Tick();
            });
            if (frame >= Warmup) allocated += here;
            foreach (ClientSide client in clients) client.Tick();
        }

        Assert.Equal(0, allocated);
        Assert.Equal(Warmup + Measured - 1, clients[0].CopyOf(actors[0])!.health);
    }

    [Fact]
    [Trait("Behaviour", "1.4")]
    public void AClientTickThatReceivesStateAndSendsItsOwnAllocatesNothingOfItsOwn()
    {
        var session = new Session();
        ClientSide client = session.Join();
        Actor owned = session.Server.Spawn(session.ConnectionOf(client), "Owned");
        session.Run(3);
        Actor copy = client.CopyOf(owned)!;
        long allocated = 0;

        for (int frame = 0; frame < Warmup + Measured; frame++)
        {
            session.Clock.Advance(Session.FrameSeconds);
            session.Server.Tick();
            int now = frame;
            long here = Allocations.Of(() =>
            {
                copy.health = now;
                client.Tick();
            });
            if (frame >= Warmup) allocated += here;
        }

        Assert.Equal(0, allocated);
        Assert.Equal(Warmup + Measured - 2, owned.health);
    }
}
