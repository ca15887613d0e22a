using Tain.Transports.Contract;

namespace Tain.Transports.Processes;

/// <summary>Streams have no largest packet of their own: four megabytes in one go once both ends allow it.</summary>
public class BigPacketTests
{
    private const int Bytes = 4 * 1024 * 1024;

    [Fact]
    public void OneTcpPacketHoldsFourMegabytes() => Exchange(new Subject(new TcpTransport { Port = 0, MaxMessageBytes = Bytes, MaxSendQueueBytes = 4 * Bytes }, "tcp4"));

    [Fact]
    public void OneWebSocketMessageHoldsFourMegabytes() =>
        Exchange(new Subject(new WebSocketTransport { Port = 0, MaxMessageBytes = Bytes, MaxSendQueueBytes = 4 * Bytes }, "ws"));

    private static void Exchange(TransportSubject subject)
    {
        using (subject)
        {
            using TransportBench bench = TransportBench.Started(subject);
            ClientProbe client = bench.AddConnectedClient();
            byte[] up = new byte[Bytes], down = new byte[Bytes];
            new Random(1).NextBytes(up);
            new Random(2).NextBytes(down);

            Assert.Equal(Bytes, client.Client.GetMaxPacketBytes(Channel.Reliable));
            Assert.True(client.Client.Send(up, Channel.Reliable));
            Assert.True(bench.Server.Server.Send(client.ServerId, down, Channel.Reliable));
            bench.WaitUntil(() => client.Data.Any() && bench.Server.DataFrom(client.ServerId).Any(), "both packets are there");

            Assert.True(up.AsSpan().SequenceEqual(Assert.Single(bench.Server.DataFrom(client.ServerId)).Data), "What went up arrived as it was.");
            Assert.True(down.AsSpan().SequenceEqual(Assert.Single(client.Data).Data), "What went down arrived as it was.");
            bench.Settle(client);
        }
    }

    private sealed class Subject(Transport transport, string scheme) : TransportSubject
    {
        public override Transport Transport { get; } = transport;

        public override void Connect(TransportClient client, TransportServer server) => client.Connect(new Uri($"{scheme}://127.0.0.1:{server.Uri.Port}"));

        public override void ConnectToNobody(TransportClient client) => client.Connect(new Uri($"{scheme}://127.0.0.1:1"));
    }
}
