using System.Buffers.Binary;
using System.Net;
using System.Text.Json;

namespace Tain.Transports.Kit;

/// <summary>One batch of the recorded session, as the upper layer of the receiving side gets it.</summary>
/// <param name="Ms">When it arrived, in milliseconds of the recording.</param>
/// <param name="FromServer">True: from server to client.</param>
/// <param name="Channel">The channel it came on.</param>
/// <param name="Bytes">The batch: timestamp, then messages.</param>
public sealed record RecordedBatch(double Ms, bool FromServer, Channel Channel, byte[] Bytes);

/// <summary>
/// The recorded session between a real Mirror server and client (session-kcp.json) taken apart by our endpoints: the client's datagrams go into our server,
/// the server's into our client. What our endpoints answer goes nowhere: the recording has its own answers.
/// </summary>
public static class RecordedKcpSession
{
    private static readonly IPEndPoint s_client = new(IPAddress.Parse("10.1.0.1"), 5_000);

    /// <summary>All batches of both directions, in the order of arrival.</summary>
    public static List<RecordedBatch> ReadBatches()
    {
        JsonElement[] packets = [.. Vectors.Load("session-kcp.json").GetProperty("packets").EnumerateArray()];
        byte[] firstAnswer = packets.First(packet => FromServer(packet)).Hex("hex");
        var wire = new Wire(new ManualClock()) { Script = _ => Fate.Lost };
        var transport = new KcpTransport
        {
            Sockets = wire,
            TimeProvider = wire.Clock,
            CookieSource = () => BinaryPrimitives.ReadUInt32LittleEndian(firstAnswer.AsSpan(1)),
        };
        using TransportServer server = transport.CreateServer();
        using TransportClient client = transport.CreateClient();
        SocketAddress serverAddress = Wire.ServerAt(transport.Port).Serialize();
        server.Start();
        client.Connect("10.0.0.1");

        var batches = new List<RecordedBatch>();
        foreach (JsonElement packet in packets)
        {
            double ms = packet.GetProperty("ms").GetDouble();
            wire.AdvanceMs((int)(ms - wire.Clock.NowMs));
            if (FromServer(packet)) wire.Inject(packet.Hex("hex"), serverAddress, s_client.Serialize());
            else wire.Inject(packet.Hex("hex"), s_client.Serialize(), serverAddress);
            while (server.TryReceive(out TransportEvent received)) Add(batches, ms, fromServer: false, received);
            while (client.TryReceive(out TransportEvent received)) Add(batches, ms, fromServer: true, received);
            server.Flush();
            client.Flush();
        }
        return batches;
    }

    private static bool FromServer(JsonElement packet) => packet.Text("direction") == "server to client";

    private static void Add(List<RecordedBatch> batches, double ms, bool fromServer, TransportEvent received)
    {
        if (received.Kind == TransportEventKind.Error) throw new InvalidDataException($"At {ms} ms: {received.ErrorCode} {received.Text}");
        if (received.Kind == TransportEventKind.Data) batches.Add(new RecordedBatch(ms, fromServer, received.Channel, received.Data.ToArray()));
    }
}
