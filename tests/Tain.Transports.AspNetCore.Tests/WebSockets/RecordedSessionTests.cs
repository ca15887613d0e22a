using System.Net;
using System.Net.Sockets;
using Tain.Transports.Contract;
using Tain.Transports.Wire;

namespace Tain.Transports.WebSockets;

/// <summary>Mirror's own client against our server and Mirror's own server against our client, both played from a recording.</summary>
public class RecordedSessionTests
{
    private readonly RecordedWebSession _session = RecordedWebSession.Load();

    [Fact]
    public void OurServerUnderstandsMirrorsClientAndAnswersByteForByteAsMirrorsServer()
    {
        using var subject = new WebSocketSubject();
        using TransportBench bench = TransportBench.Started(subject);
        using RawPeer mirror = RawPeer.Connect(bench.Server.Server.Uri.Port);
        List<Frame> expected = Frame.ParseAll(_session.ClientFrames);

        mirror.Send(_session.ClientRequest);
        string head = "";
        bench.WaitUntil(() => mirror.TryTakeThrough("\r\n\r\n", out head), "the upgrade is answered");
        AssertMirrorsClientTakes(head);
        mirror.Send(_session.ClientFrames);
        bench.WaitUntil(() => bench.Server.Of(TransportEventKind.Data).Count() >= expected.Count, "all messages of Mirror's client are there");

        Assert.Equal(expected.Select(frame => Convert.ToHexString(frame.Payload)), bench.Server.Of(TransportEventKind.Data).Select(pulled => Convert.ToHexString(pulled.Data)));
        foreach (Frame frame in Frame.ParseAll(_session.ServerFrames)) Assert.True(bench.Server.Server.Send(bench.Server.Connected.Single(), frame.Payload, Channel.Reliable));
        bench.WaitUntil(() => Pumped(mirror).Received.Length >= _session.ServerFrames.Length, "our server has sent everything");
        Assert.Equal(Convert.ToHexString(_session.ServerFrames), Convert.ToHexString(mirror.Received));

        mirror.Dispose();   // Mirror leaves without a Close frame
        bench.WaitUntil(() => bench.Server.Of(TransportEventKind.Disconnected).Any(), "the server sees that the client left");
        Assert.Empty(bench.Server.Of(TransportEventKind.Error));
    }

    [Fact]
    public void OurClientUnderstandsMirrorsServerAndSendsOnlyWhatThatTakes()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new ClientProbe(new WebSocketClientTransport().CreateClient());
        client.Client.Connect(new Uri($"ws://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"));
        using var mirror = new RawPeer(listener.AcceptSocket());

        string head = "";
        WaitUntil(client, () => mirror.TryTakeThrough("\r\n\r\n", out head), "our client asks for the upgrade");
        string key = AssertMirrorsServerTakes(head);
        mirror.Send(_session.ServerResponse.Replace(new HttpHead(_session.ServerResponse)["Sec-WebSocket-Accept"], HttpHead.AcceptValue(key), StringComparison.Ordinal));
        mirror.Send(_session.ServerFrames);
        List<Frame> expected = Frame.ParseAll(_session.ServerFrames);
        WaitUntil(client, () => client.Data.Count() >= expected.Count, "all messages of Mirror's server are there");
        Assert.Equal(expected.Select(frame => Convert.ToHexString(frame.Payload)), client.Data.Select(pulled => Convert.ToHexString(pulled.Data)));

        List<Frame> sent = Frame.ParseAll(_session.ClientFrames);
        foreach (Frame frame in sent) Assert.True(client.Client.Send(frame.Payload, Channel.Reliable));
        WaitUntil(client, () => Pumped(mirror).Received.Length >= _session.ClientFrames.Length, "our client has sent everything");
        List<Frame> seen = Frame.ParseAll(mirror.Received);
        Assert.Equal(sent.Select(frame => Convert.ToHexString(frame.Payload)), seen.Select(frame => Convert.ToHexString(frame.Payload)));
        Assert.All(seen, frame => Assert.True(frame is { Opcode: Frame.Binary, Fin: true, Masked: true, ReservedBits: 0 }, $"Mirror's server would not take {frame}."));

        mirror.Dispose();
        WaitUntil(client, () => client.Of(TransportEventKind.Disconnected).Any(), "our client sees the end");
    }

    // Mirror's client reads 1000 bytes at most and looks for this header with one space; its header dictionary takes no name twice.
    private void AssertMirrorsClientTakes(string head)
    {
        string key = new HttpHead(_session.ClientRequest)["Sec-WebSocket-Key"];
        Assert.InRange(head.Length, 1, 1000);
        Assert.StartsWith("HTTP/1.1 101 ", head);
        Assert.Contains("\r\nSec-WebSocket-Accept: " + HttpHead.AcceptValue(key) + "\r\n", head, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(new HttpHead(_session.ServerResponse)["Sec-WebSocket-Accept"], HttpHead.AcceptValue(key));
        Assert.DoesNotContain("Sec-WebSocket-Extensions", head, StringComparison.OrdinalIgnoreCase);
    }

    private static string AssertMirrorsServerTakes(string head)
    {
        var request = new HttpHead(head);
        Assert.Equal("GET / HTTP/1.1", request.FirstLine);
        Assert.Equal(request.Headers.Count, request.Headers.Select(header => header.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.All(request.Headers, header => Assert.NotEqual("", header.Value));
        Assert.Contains("\r\nSec-WebSocket-Key: ", head, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("13", request["Sec-WebSocket-Version"]);
        Assert.DoesNotContain(request.Headers, header => header.Name.Contains("Extensions", StringComparison.OrdinalIgnoreCase) || header.Name.Contains("Protocol", StringComparison.OrdinalIgnoreCase));
        string key = request["Sec-WebSocket-Key"];
        Assert.Equal(24, key.Length);
        return key;
    }

    private static RawPeer Pumped(RawPeer peer)
    {
        peer.Pump();
        return peer;
    }

    private static void WaitUntil(ClientProbe client, Func<bool> condition, string expectation)
    {
        using var subject = new WebSocketSubject();
        subject.BeginWait();
        while (!condition())
        {
            client.Tick();
            Assert.True(subject.Step(), $"Waited in vain until {expectation}; the client saw {string.Join("; ", client.Events.TakeLast(3))}.");
        }
    }
}
