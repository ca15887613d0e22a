using System.Net;
using System.Text.Json;
using Tain.Tests;

namespace Tain.Discovery;

/// <summary>Questions and answers have Mirror's bytes: discovery.json.</summary>
public class DiscoveryVectorTests
{
    private static readonly JsonElement s_recorded = Vectors.Load("discovery.json");

    public static TheoryData<int> Exchanges => new(Enumerable.Range(0, s_recorded.GetProperty("exchanges").GetArrayLength()));

    [Theory, MemberData(nameof(Exchanges))]
    public void EveryRecordedExchangeHasTheRecordedBytes(int index)
    {
        JsonElement exchange = s_recorded.GetProperty("exchanges")[index];
        byte[] datagram = Convert.FromHexString(exchange.GetProperty("hex").GetString()!);
        var stage = new DiscoveryStage();
        stage.Advertiser.secretHandshake = stage.Seeker.secretHandshake = s_recorded.GetProperty("handshake").Long();
        stage.Advertiser.ServerId = s_recorded.GetProperty("serverId").Long();
        if (exchange.GetProperty("event").GetString() == "request of a client")
        {
            stage.Seeker.StartDiscovery();
            Assert.Equal(Vectors.Hex(datagram), Vectors.Hex(Assert.Single(stage.Lan.Sent).Bytes));
            return;
        }

        Assert.Equal("to a server", exchange.GetProperty("event").GetString());
        RecordedUri advertiser = stage.Add<RecordedUri>(stage.Server, DiscoveryStage.ServerAddress);
        advertiser.uri = new Uri(s_recorded.GetProperty("serverUri").GetString()!);
        (advertiser.secretHandshake, advertiser.ServerId) = (stage.Advertiser.secretHandshake, stage.Advertiser.ServerId);
        advertiser.AdvertiseServer();
        stage.Lan.Inject(datagram, new IPEndPoint(IPAddress.Parse("10.0.0.9"), 40_000), 47_777);
        stage.Stage.Run();

        string? answer = exchange.GetProperty("answer").GetString();
        Assert.Equal(answer is null ? [] : [answer], stage.Lan.Sent.Select(sent => Convert.ToHexStringLower(sent.Bytes)));
        Assert.All(stage.Lan.Sent, sent => Assert.Equal("10.0.0.9:40000", sent.To.ToString()));
        if (answer is null) return;

        // A client reads it back, with the address that it came from for a host.
        stage.Seeker.transport = new Transports.KcpTransport();
        advertiser.StopDiscovery();
        stage.Seeker.StartDiscovery();
        stage.Lan.Inject(stage.Lan.Sent[0].Bytes, new IPEndPoint(IPAddress.Parse("10.0.0.7"), 47_777), stage.Lan.Sent[^1].From.Port);
        stage.Stage.Run();
        ServerResponse found = Assert.Single(stage.Found);
        Assert.Equal(("kcp://10.0.0.7:7777/", stage.Advertiser.ServerId, "10.0.0.7:47777"), (found.uri!.ToString(), found.serverId, found.EndPoint!.ToString()));
    }

    /// <summary>A server of the recorded name.</summary>
    public class RecordedUri : NetworkDiscovery
    {
        public Uri? uri;

        protected override ServerResponse ProcessRequest(ServerRequest request, IPEndPoint endpoint) => base.ProcessRequest(request, endpoint) with { uri = uri };
    }
}
