namespace Tain.Tests.Management;

/// <summary>behaviour.md 5.1: a network that stops and starts again in the same frame, while the offline scene of its last session is still to come.</summary>
[Trait("Behaviour", "5.1")]
public class RestartTests
{
    private readonly ManagedStage _stage = new();

    [Fact]
    public void AServerComesBackToItsOnlineScene()
    {
        ManagedSide server = _stage.AddServer(OnlineAndOffline);

        server.Manager.StopServer();
        server.Manager.StartServer();
        ManagedSide client = _stage.Join(OnlineAndOffline);

        Assert.Equal("Arena", server.Scene);
        Assert.Equal("Arena", client.Scene);
        Assert.Equal(server.FindLever()!.netId, client.FindLever()!.netId);
        Assert.NotNull(client.Player);
        Assert.Empty(server.Log.Lines);
    }

    [Fact]
    public void AServerWithoutAnOnlineSceneServesTheOfflineScene()
    {
        ManagedSide server = _stage.AddServer(manager => manager.offlineScene = "Arena");

        server.Manager.StopServer();
        server.Manager.StartServer();
        Assert.True(server.Server.isLoadingScene);
        server.Take();
        _stage.Run(1);

        Assert.Equal("Arena", server.Scene);
        Assert.True(server.FindLever()!.isServer);
        Assert.False(server.Server.isLoadingScene);
        Assert.Empty(server.Take());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AHostComesBack(bool hasOnlineScene)
    {
        ManagedSide host = _stage.Add("host", manager =>
        {
            manager.offlineScene = "Lobby";
            manager.onlineScene = hasOnlineScene ? "Arena" : "";
        });
        host.Manager.StartHost();
        _stage.Run(4);

        host.Manager.StopHost();
        host.Manager.StartHost();
        _stage.Run(4);

        Assert.Equal(hasOnlineScene ? "Arena" : "Lobby", host.Scene);
        Assert.NotNull(host.Player);
        Assert.Equal(hasOnlineScene ? 2 : 1, host.Client.spawned.Count);
        Assert.Empty(host.Log.Lines);
    }

    [Fact]
    public void AClientThatConnectsByUriKnowsItsAddress()
    {
        _stage.AddServer();
        ManagedSide client = _stage.Add("client", manager => manager.networkAddress = "elsewhere");

        client.Manager.StartClient(new Uri("memory://localhost"));
        _stage.Run(6);

        Assert.Equal("localhost", client.Manager.networkAddress);
        Assert.NotNull(client.Player);
    }

    private static void OnlineAndOffline(JournalManager manager)
    {
        manager.onlineScene = "Arena";
        manager.offlineScene = "Lobby";
    }
}
