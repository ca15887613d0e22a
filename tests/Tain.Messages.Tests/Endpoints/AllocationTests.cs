using Tain.Kit;
using Tain.Messages;

namespace Tain.Tests.Endpoints;

/// <summary>A warm server and its clients exchange messages, pings and time snapshots without allocating.</summary>
public class AllocationTests
{
    [Fact]
    public void ATickAllocatesNothing()
    {
        using var stage = new Stage();
        float sum = 0;
        stage.Server.RegisterHandler<Move>((_, move) => sum += move.X);
        MessageClient[] clients = [.. Enumerable.Range(0, 8).Select(_ => stage.Join(c => c.RegisterHandler<Move>(move => sum += move.Y)))];

        for (int i = 0; i < 500; i++) Tick(stage, clients);
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int i = 0; i < 500; i++) Tick(stage, clients);
        }));

        stage.Run();
        Assert.Equal(1000 * 8 * (10 + 20), sum, 0.5);
        Assert.Empty(stage.Log.Lines);
    }

    private static void Tick(Stage stage, MessageClient[] clients)
    {
        foreach (MessageClient client in clients)
        {
            for (int i = 0; i < 10; i++) client.Send(new Move { X = 1 }, i % 2);
            client.Send(new TimeSnapshotMessage(client.Time.localScaledTime), Channels.Unreliable);
        }

        for (int i = 0; i < 20; i++) stage.Server.SendToAll(new Move { Y = 1 }, i % 2);
        stage.Server.SendToAll(new TimeSnapshotMessage(stage.Server.Time.localScaledTime), Channels.Unreliable);
        foreach (var (_, connection) in stage.Server.Connections) connection.Send(new Move(), Channels.Unreliable);
        stage.Run(1);
    }
}
