using Tain.Messages;
using Tain.Transports;
using Tain.Transports.Peers;

namespace Tain.Tests.Large;

/// <summary>Four megabytes over real sockets, with every transport's own settings.</summary>
public class LargeMessageLoopbackTests
{
    private const int Bytes = 4 * 1024 * 1024;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Theory, InlineData("kcp"), InlineData("tcp"), InlineData("ws")]
    public void FourMegabytesArriveWholeBothWays(string name)
    {
        Transport transport = Catalogue.Create(name, new PeerOptions(0) { Timeout = TimeSpan.FromSeconds(20) });
        using var server = new MessageServer(transport.CreateServer());
        using var client = new MessageClient(transport.CreateClient());
        byte[] up = LargeMessageTests.Content(1, Bytes), down = LargeMessageTests.Content(2, Bytes);
        byte[]? atServer = null, atClient = null;
        server.RegisterLargeHandler<Note>((_, note) => atServer = [.. note.Payload]);
        client.RegisterLargeHandler<Note>(note => atClient = [.. note.Payload]);
        server.Start();
        client.Connect(new UriBuilder(server.Uri) { Host = "127.0.0.1" }.Uri);
        Until(() => client.IsConnected && server.Connections.Count == 1, server, client);

        LargeTransfer sentUp = client.SendLarge(new Note { Payload = up });
        LargeTransfer sentDown = server.SendLarge(server.Connections.Values.Single(), new Note { Payload = down });
        Until(() => sentUp.IsFinished && sentDown.IsFinished, server, client);

        Assert.Equal((LargeTransferState.Completed, LargeTransferState.Completed), (sentUp.State, sentDown.State));
        Assert.True(up.AsSpan().SequenceEqual(atServer), "What went up arrived as it was.");
        Assert.True(down.AsSpan().SequenceEqual(atClient), "What went down arrived as it was.");
    }

    private static void Until(Func<bool> condition, MessageServer server, MessageClient client)
    {
        long begun = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            server.Receive();
            client.Receive();
            server.Flush();
            client.Flush();
            Thread.Yield();
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < s_patience, $"It did not come so far in {s_patience.TotalSeconds} s; the client is {client.State}.");
        }
    }
}
