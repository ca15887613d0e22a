using System.Net;
using System.Net.Sockets;
using Tain.Transports.Contract;

namespace Tain.Transports.Tcp;

/// <summary>Mirror's own client against our server and Mirror's own server against our client, both played from a recording.</summary>
public class TcpRecordedSessionTests
{
    [Fact]
    public void OurServerUnderstandsMirrorsClientAndSendsWhatMirrorsServerSent()
    {
        using var rig = new TcpRig();
        using RawPeer mirror = rig.Join(out int id);
        List<byte[]> expected = RecordedTcpSession.Messages(fromServer: false);
        byte[] answer = RecordedTcpSession.Stream(fromServer: true);

        foreach (byte[] chunk in RecordedTcpSession.Chunks(fromServer: false)) mirror.Send(chunk);
        rig.Bench.WaitUntil(() => rig.Server.DataFrom(id).Count() >= expected.Count, "all messages of Mirror's client are there");
        foreach (byte[] message in RecordedTcpSession.Messages(fromServer: true)) Assert.True(rig.Server.Server.Send(id, message, Channel.Reliable));
        rig.Bench.WaitUntil(() => Pumped(mirror).Received.Length >= answer.Length, "our server has sent everything");

        Assert.Equal(expected.Select(Convert.ToHexString), rig.Server.DataFrom(id).Select(pulled => Convert.ToHexString(pulled.Data)));
        Assert.Equal(Convert.ToHexString(answer), Convert.ToHexString(mirror.Received));
        mirror.Dispose();
        rig.Bench.WaitUntil(() => rig.Server.Of(TransportEventKind.Disconnected).Any(), "the server sees that the client left");
        Assert.Empty(rig.Server.Of(TransportEventKind.Error));
    }

    [Fact]
    public void OurClientUnderstandsMirrorsServerAndSendsWhatMirrorsClientSent()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new ClientProbe(new TcpTransport().CreateClient());
        client.Client.Connect(new Uri($"tcp4://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"));
        using var mirror = new RawPeer(listener.AcceptSocket());
        WaitUntil(client, () => client.Client.IsConnected, "our client is connected");
        List<byte[]> expected = RecordedTcpSession.Messages(fromServer: true);
        byte[] sent = RecordedTcpSession.Stream(fromServer: false);

        foreach (byte[] chunk in RecordedTcpSession.Chunks(fromServer: true)) mirror.Send(chunk);
        WaitUntil(client, () => client.Data.Count() >= expected.Count, "all messages of Mirror's server are there");
        foreach (byte[] message in RecordedTcpSession.Messages(fromServer: false)) Assert.True(client.Client.Send(message, Channel.Reliable));
        WaitUntil(client, () => Pumped(mirror).Received.Length >= sent.Length, "our client has sent everything");

        Assert.Equal(expected.Select(Convert.ToHexString), client.Data.Select(pulled => Convert.ToHexString(pulled.Data)));
        Assert.Equal(Convert.ToHexString(sent), Convert.ToHexString(mirror.Received));
        mirror.Dispose();
        WaitUntil(client, () => client.Of(TransportEventKind.Disconnected).Any(), "our client sees the end");
        Assert.Empty(client.Of(TransportEventKind.Error));
    }

    private static RawPeer Pumped(RawPeer peer)
    {
        peer.Pump();
        return peer;
    }

    private static void WaitUntil(ClientProbe client, Func<bool> condition, string expectation)
    {
        using var subject = new TcpSubject();
        subject.BeginWait();
        while (!condition())
        {
            client.Tick();
            Assert.True(subject.Step(), $"Waited in vain until {expectation}; the client saw {string.Join("; ", client.Events.TakeLast(3))}.");
        }
    }
}
