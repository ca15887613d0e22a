using Tain.Messages;
using Tain.Simulation;

namespace Tain.Scenarios.Messages;

/// <summary>A counted message, to see that each arrives once and in order.</summary>
public struct Counted : NetworkMessage
{
    public int number;
    public string text;
}

/// <summary>Message servers and clients over KCP on lines that lose, delay, repeat and reorder.</summary>
public class MessagesOverBadLinesTests
{
    private const int Clients = 12;
    private const int Messages = 150;
    private static readonly TimeSpan s_frame = TimeSpan.FromMilliseconds(20);

    public static TheoryData<ulong> Seeds => [1, 2, 3, 4, 5, 6, 7, 8];

    [Theory, MemberData(nameof(Seeds))]
    public void ReliableMessagesArriveOnceAndInOrderBothWays(ulong seed)
    {
        var net = new SimulatedNetwork(seed, LinkProfile.BadMobile);
        Dictionary<int, List<int>> heardByServer = [];
        using MessageServer server = StartServer(net);
        server.Connected += connection => heardByServer[connection.connectionId] = [];
        server.RegisterHandler<Counted>((connection, message) => heardByServer[connection.connectionId].Add(message.number));
        List<int>[] heardByClients = [.. Enumerable.Range(0, Clients).Select(_ => new List<int>())];
        MessageClient[] clients = [.. heardByClients.Select((heard, i) => StartClient(net, $"player {i}", client => client.RegisterHandler<Counted>(m => heard.Add(m.number))))];
        net.RunUntil(() => clients.All(c => c.IsConnected) && server.Connections.Count == Clients, limit: TimeSpan.FromSeconds(30));

        int sent = 0;
        IDisposable sending = net.Every(s_frame, () =>
        {
            if (sent == Messages) return;
            foreach (MessageClient client in clients) client.Send(new Counted { number = sent, text = new string('x', sent) });
            server.SendToAll(new Counted { number = sent, text = "to all" });
            sent++;
        });
        net.RunUntil(
            () => heardByServer.Values.Concat(heardByClients).All(heard => heard.Count >= Messages), limit: TimeSpan.FromMinutes(2));
        net.RunFor(TimeSpan.FromSeconds(2));
        sending.Dispose();

        Assert.Equal(Clients, heardByServer.Count);
        Assert.All(heardByServer.Values.Concat(heardByClients), heard => Assert.Equal(Enumerable.Range(0, Messages), heard));
        Assert.Equal(0, server.Rejections.Total);
        foreach (MessageClient client in clients) client.Dispose();
    }

    [Theory, MemberData(nameof(Seeds))]
    public void ClientsKnowTheServersTimeOnALineThatIsOnlySlow(ulong seed)
    {
        TimeSpan oneWay = TimeSpan.FromMilliseconds(60);
        var net = new SimulatedNetwork(seed, new LinkProfile { Delay = oneWay });
        using MessageServer server = StartServer(net);
        net.RunFor(TimeSpan.FromSeconds(33));
        using MessageClient client = StartClient(net, "ada", _ => { });
        net.Every(s_frame, () => server.SendToAll(new TimeSnapshotMessage(server.Time.localScaledTime), Channels.Unreliable));
        net.RunFor(TimeSpan.FromSeconds(20));

        // Each leg waits for a frame of the other side, on top of the line.
        double line = 2 * oneWay.TotalSeconds;
        Assert.InRange(client.Time.rtt, line, line + (2 * s_frame.TotalSeconds));
        Assert.InRange(server.Connections.Values.Single().rtt, line, line + (2 * s_frame.TotalSeconds));

        // The predicted time is what the server's clock will show when it handles a message that leaves the client now: one way and a frame ahead of it.
        Assert.InRange(client.Time.predictedTime - server.Time.localTime, oneWay.TotalSeconds - s_frame.TotalSeconds, oneWay.TotalSeconds + (2 * s_frame.TotalSeconds));

        // Snapshots come 60 ms late, and two send intervals are kept in hand.
        Assert.InRange(server.Time.localTime - client.Time.unscaledTime, oneWay.TotalSeconds, oneWay.TotalSeconds + (5 * s_frame.TotalSeconds));
    }

    private static MessageServer StartServer(SimulatedNetwork net)
    {
        var server = new MessageServer(net.CreateKcpTransport().CreateServer(), new MessageServerOptions { TimeProvider = net.Clock, SendRate = 50 });
        server.Start();
        net.Every(s_frame, () =>
        {
            server.Receive();
            server.Flush();
        });
        return server;
    }

    private static MessageClient StartClient(SimulatedNetwork net, string name, Action<MessageClient> prepare)
    {
        var client = new MessageClient(net.CreateKcpTransport(net.Host(name)).CreateClient(), new MessageClientOptions { TimeProvider = net.Clock, SendRate = 50 });
        prepare(client);
        client.Connect("localhost");
        net.Every(s_frame, () =>
        {
            client.Receive();
            client.Flush();
        });
        return client;
    }
}
