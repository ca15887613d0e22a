namespace Tain.Discovery;

public class NetworkDiscoveryTests
{
    [Fact]
    public void AClientFindsTheServerAtTheAddressItAnswersFrom()
    {
        var stage = new DiscoveryStage();
        stage.Advertiser.AdvertiseServer();
        stage.Seeker.StartDiscovery();
        stage.Stage.Run(3);

        ServerResponse found = Assert.Single(stage.Found);
        Assert.Equal(new UriBuilder(stage.Server.Server.Uri) { Host = DiscoveryStage.ServerAddress }.Uri, found.uri);
        Assert.Equal(stage.Advertiser.ServerId, found.serverId);
        Assert.Equal($"{DiscoveryStage.ServerAddress}:47777", found.EndPoint!.ToString());
        Assert.Equal((true, true), (stage.Advertiser.IsAdvertising, stage.Seeker.IsSearching));
    }

    [Fact]
    public void ItAsksAtOnceAndThenEveryThreeSecondsUntilItIsConnected()
    {
        var stage = new DiscoveryStage();
        stage.Seeker.StartDiscovery();
        Assert.Single(stage.Lan.Sent);
        stage.Stage.RunFor(10);
        Assert.Equal(4, stage.Lan.Sent.Count);

        stage.Client.Manager.StartClient();
        stage.Stage.RunFor(10);
        Assert.False(stage.Seeker.IsSearching);
        Assert.InRange(stage.Lan.Sent.Count, 4, 5);
        stage.Seeker.BroadcastDiscoveryRequest();
        Assert.InRange(stage.Lan.Sent.Count, 4, 5);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(5, 2)]
    [InlineData(1000, 1)]
    public void TheIntervalIsOneToSixtySeconds(float interval, int questionsInTenSeconds)
    {
        var stage = new DiscoveryStage();
        stage.Seeker.ActiveDiscoveryInterval = interval;
        stage.Seeker.StartDiscovery();
        stage.Stage.RunFor(9.5);
        Assert.Equal(questionsInTenSeconds, stage.Lan.Sent.Count);
    }

    [Fact]
    public void WithoutActiveDiscoveryTheGameAsks()
    {
        var stage = new DiscoveryStage();
        stage.Seeker.enableActiveDiscovery = false;
        stage.Seeker.BroadcastAddress = "10.0.0.7";
        stage.Advertiser.AdvertiseServer();
        stage.Seeker.StartDiscovery();
        stage.Stage.RunFor(10);
        Assert.Empty(stage.Lan.Sent);

        stage.Seeker.BroadcastDiscoveryRequest();
        stage.Stage.Run(3);
        Assert.Single(stage.Found);
        Assert.Equal("10.0.0.7:47777", stage.Lan.Sent[0].To.ToString());

        stage.Seeker.BroadcastAddress = "everywhere";
        var failure = Assert.Throws<InvalidOperationException>(stage.Seeker.BroadcastDiscoveryRequest);
        Assert.Contains("BroadcastAddress", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AServerThatHasStoppedOrNotBegunDoesNotAnswer()
    {
        var stage = new DiscoveryStage();
        stage.Seeker.StartDiscovery();
        stage.Stage.Run(3);
        stage.Advertiser.AdvertiseServer();
        stage.Server.Manager.StopServer();
        stage.Stage.RunFor(4);
        Assert.Empty(stage.Found);

        stage.Server.Manager.StartServer();
        stage.Stage.RunFor(4);
        Assert.NotEmpty(stage.Found);
        int before = stage.Found.Count;
        stage.Advertiser.StopDiscovery();
        stage.Stage.RunFor(10);
        Assert.Equal(before, stage.Found.Count);
    }

    [Fact]
    public void AGameAsksAndAnswersWithItsOwnMessages()
    {
        var stage = new DiscoveryStage();
        MapDiscovery desert = stage.Add<MapDiscovery>(stage.Server, "10.0.0.7"), forest = stage.Add<MapDiscovery>(stage.Server, "10.0.0.6");
        MapDiscovery seeker = stage.Add<MapDiscovery>(stage.Client, "10.0.0.8");
        (desert.map, forest.map, seeker.map) = ("desert", "forest", "forest");
        List<MapResponse> found = [];
        seeker.OnServerFound += found.Add;
        desert.AdvertiseServer();
        forest.AdvertiseServer();
        seeker.StartDiscovery();
        stage.Stage.Run(3);

        MapResponse response = Assert.Single(found);
        Assert.Equal(("forest", 3), (response.map, response.players));
        Assert.Equal(["ada", "bob", "cy"], response.names);
        Assert.Empty(desert.Asked);
        Assert.Equal("10.0.0.8", Assert.Single(forest.Asked).Address.ToString());
    }

    [Fact]
    public void AnAnswerThatThrowsIsLoggedAndTheServerGoesOn()
    {
        var stage = new DiscoveryStage();
        MapDiscovery server = stage.Add<MapDiscovery>(stage.Server, "10.0.0.7"), seeker = stage.Add<MapDiscovery>(stage.Client, "10.0.0.8");
        (server.map, seeker.map) = ("broken", "broken");
        server.AdvertiseServer();
        seeker.StartDiscovery();
        stage.Stage.RunFor(4);
        Assert.Equal(2, server.Asked.Count);
        Assert.Contains(stage.Server.Log.Lines, line => line.Contains("ProcessClientRequest of the discovery threw", StringComparison.Ordinal));
    }

    [Fact]
    public void AManagerThatStartsAServerByItselfAdvertisesIt()
    {
        var stage = new DiscoveryStage();
        stage.Server.Manager.headlessStartMode = HeadlessStartOptions.AutoStartServer;
        NetworkDiscovery discovery = stage.Add<NetworkDiscovery>(stage.Server, "10.0.0.7");
        stage.Stage.Run();
        Assert.True(discovery.IsAdvertising);
        stage.Server.World.Destroy(discovery.gameObject);
        stage.Stage.Run();
        Assert.False(discovery.IsAdvertising);
    }
}
