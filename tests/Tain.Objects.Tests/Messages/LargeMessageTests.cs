using Tain.Messages;

namespace Tain.Tests;

/// <summary>A replay of a match.</summary>
public struct ReplayMessage : NetworkMessage
{
    public byte[] frames;
}

/// <summary>Large messages go through NetworkServer and NetworkClient, a host's own connection included.</summary>
public class LargeMessageTests
{
    private const int Bytes = 1_000_000;

    // What the weaver does for a game's messages.
    static LargeMessageTests()
    {
        Writer<ReplayMessage>.write = static (writer, replay) => writer.WriteBytesAndSize(replay.frames);
        Reader<ReplayMessage>.read = static reader => new ReplayMessage { frames = reader.ReadBytesAndSize()! };
    }

    [Theory, InlineData(false), InlineData(true)]
    public void AReplayGoesBothWays(bool isHost)
    {
        var session = new Session();
        NetworkClient client;
        if (isHost)
        {
            client = new NetworkClient(session.Server.World, null, new NetworkClientOptions { sendRate = Session.Rate });
            client.ConnectHost();
        }
        else
        {
            client = session.Join().Client;
        }
        session.Run(5);
        byte[] frames = new byte[Bytes];
        new Random(1).NextBytes(frames);
        List<byte[]> atServer = [], atClient = [];
        session.NetworkServer.RegisterLargeHandler<ReplayMessage>((_, replay) => atServer.Add(replay.frames));
        client.RegisterLargeHandler<ReplayMessage>(replay => atClient.Add(replay.frames));

        LargeTransfer up = client.SendLarge(new ReplayMessage { frames = frames });
        LargeTransfer down = session.NetworkServer.SendLarge(session.NetworkServer.connections.Values.Single(), new ReplayMessage { frames = frames });
        session.Run(60);

        Assert.Equal((LargeTransferState.Completed, LargeTransferState.Completed), (up.State, down.State));
        Assert.True(frames.AsSpan().SequenceEqual(Assert.Single(atServer)) && frames.AsSpan().SequenceEqual(Assert.Single(atClient)));
        Assert.True(client.UnregisterLargeHandler<ReplayMessage>());
        Assert.True(session.NetworkServer.UnregisterLargeHandler<ReplayMessage>());
    }
}
