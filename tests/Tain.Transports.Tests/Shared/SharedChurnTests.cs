using Tain.Tests;

namespace Tain.Transports.Shared;

// A port is open for years, and its worlds come and go: neither connections that have been there nor worlds that have ended leave anything behind.
public sealed class SharedChurnTests : IDisposable
{
    private readonly SharedTransport _shared = new(new MemoryTransport()) { UsesThread = false, EntryWorld = "lobby" };
    private readonly TransportServer _lobby;
    private int _worlds;

    public SharedChurnTests()
    {
        _lobby = _shared.For("lobby").CreateServer();
        _lobby.Start();
    }

    public void Dispose()
    {
        _lobby.Dispose();
        _shared.Dispose();
    }

    [Fact]
    public void TenThousandConnectionsThroughAThousandWorldsLeaveNothingBehind()
    {
        Pass(visits: 1_000);
        long size = Measure();

        Pass(visits: 10_000);

        Assert.InRange(Measure(), 0, size + 1_000);
    }

    private long Measure()
    {
        Reachable all = Reachable.From(_shared);
        Assert.Empty(all.Of<SharedConnection>());
        Assert.Single(all.Of<SharedPort>());
        return all.Size;
    }

    // To the lobby, and of some of them on to a world that is there for ten of them.
    private void Pass(int visits)
    {
        TransportServer? match = null;
        for (int i = 0; i < visits; i++)
        {
            if (i % 10 == 0)
            {
                match?.Dispose();
                match = _shared.For($"match {++_worlds}", maxConnections: 10).CreateServer();
                match.Start();
            }
            Visit(match!, $"match {_worlds}", i);
        }
        match?.Dispose();
        for (int i = 0; i < 4; i++) Turn(_lobby);
    }

    private void Visit(TransportServer match, string name, int number)
    {
        using TransportClient client = _shared.Inner.CreateClient();
        client.Connect("localhost");
        int id = 0;
        for (int round = 0; round < 6; round++)
        {
            client.Send([1, 2, 3], Channel.Reliable);
            client.Flush();
            int came = Turn(_lobby, match);
            if (came != 0) id = came;
            while (client.TryReceive(out _))
            {
            }
            if (round == 2 && number % 3 > 0) Assert.True(((SharedServer)_lobby).HandOver(id, name));
        }
        // Some part by themselves, some are sent away, and some of those in a match are there when it ends.
        if (number % 4 == 0) _lobby.Disconnect(id);
        else client.Disconnect();
        client.Flush();
        for (int round = 0; round < 3; round++) Turn(_lobby, match);
    }

    /// <returns>The connection that came last; 0 when none did.</returns>
    private int Turn(params TransportServer[] worlds)
    {
        int came = 0;
        _shared.Tick();
        foreach (TransportServer world in worlds)
        {
            while (world.TryReceive(out TransportEvent received))
            {
                if (received.Kind == TransportEventKind.Connected) came = received.ConnectionId;
                if (received.Kind == TransportEventKind.Data) world.Send(received.ConnectionId, received.Data, Channel.Reliable);
            }
            world.Flush();
        }
        return came;
    }
}
