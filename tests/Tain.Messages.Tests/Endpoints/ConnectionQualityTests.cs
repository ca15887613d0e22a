using Tain.Messages;
using Tain.Simulation;
using Tain.Transports;

namespace Tain.Tests.Endpoints;

/// <summary>behaviour.md 20: the quality of a connection is judged on each connection, whatever its listeners do.</summary>
[Trait("Behaviour", "20")]
public class ConnectionQualityTests
{
    [Fact]
    public void ItIsJudgedOnAServerThatIsYoungerThanTheLast()
    {
        var clock = new SimulatedClock();
        var wire = new MemoryTransport();
        using var client = new MessageClient(wire.CreateClient(), new MessageClientOptions { TimeProvider = clock });
        List<ConnectionQuality> qualities = [];
        client.ConnectionQualityChanged += (_, now) => qualities.Add(now);
        foreach (int seconds in (int[])[60, 20])
        {
            using var server = new MessageServer(wire.CreateServer(), new MessageServerOptions { TimeProvider = clock });
            server.Start();
            client.Connect("memory");
            for (int i = 0; i < seconds * 50; i++) Frame(clock, server, client);
            Assert.Equal(ConnectionQuality.EXCELLENT, client.ConnectionQuality);
            server.Stop();
            client.Receive();
        }

        Assert.Equal([ConnectionQuality.EXCELLENT, ConnectionQuality.EXCELLENT], qualities);
    }

    [Theory]
    [InlineData("throws")]
    [InlineData("disposes")]
    [InlineData("disconnects")]
    [InlineData("connects again")]
    public void AListenerMayDoAnything(string deed)
    {
        using var stage = new Stage();
        MessageClient client = stage.Join();
        int told = 0;
        client.ConnectionQualityChanged += (_, _) =>
        {
            if (told++ > 0) return;
            if (deed == "throws") throw new InvalidOperationException("the game's bug");
            if (deed == "disposes") client.Dispose();
            if (deed is "disconnects" or "connects again") client.Disconnect();
            if (deed == "connects again") client.Connect("memory");
        };

        for (int i = 0; i < 500; i++)
        {
            stage.Server.SendToAll(new TimeSnapshotMessage(stage.Server.Time.localScaledTime), Channels.Unreliable);
            stage.Run(1);
        }

        Assert.Equal(deed == "connects again" ? 2 : 1, told);
        Assert.Equal(deed == "connects again", client.IsConnected);
        string[] lines = deed == "throws" ? ["A listener of ConnectionQualityChanged threw for connection 0 (memory)."] : [];
        Assert.Equal(lines, stage.Log.Lines);
    }

    private static void Frame(SimulatedClock clock, MessageServer server, MessageClient client)
    {
        clock.Advance(TimeSpan.FromMilliseconds(20));
        server.Receive();
        client.Receive();
        server.SendToAll(new TimeSnapshotMessage(server.Time.localScaledTime), Channels.Unreliable);
        server.Flush();
        client.Flush();
    }
}
