namespace Tain.Tests;

// How a host's client parts from its server, whoever wants it.
[Trait("Behaviour", "11")]
public class HostEndTests
{
    private readonly Session _session = new();
    private readonly NetworkClient _client;
    private readonly List<string> _events = [];

    public HostEndTests()
    {
        _client = new NetworkClient(_session.Server.World, null, new NetworkClientOptions { sendRate = Session.Rate });
        _session.NetworkServer.OnConnectedEvent += connection => _events.Add($"server: {connection.connectionId} is there");
        _session.NetworkServer.OnDisconnectedEvent += connection => _events.Add($"server: {connection.connectionId} is gone");
        _client.OnConnectedEvent += () => _events.Add("client: there");
        _client.OnDisconnectedEvent += () => _events.Add("client: gone");
    }

    [Theory]
    [InlineData("the client disconnects")]
    [InlineData("the server disconnects it")]
    [InlineData("a handler of the server throws")]
    [InlineData("a handler of the client throws")]
    public void TheClientPartsAndTheServerGoesOn(string how)
    {
        Start();
        Actor player = _client.localPlayer!.GetComponent<Actor>()!;
        Actor other = _session.Server.Spawn();
        _session.Run(2);
        player.Journal.Clear();
        other.Journal.Clear();

        switch (how)
        {
            case "the client disconnects":
                _client.Disconnect();
                break;
            case "the server disconnects it":
                _session.NetworkServer.localConnection!.Disconnect();
                break;
            case "a handler of the server throws":
                _session.NetworkServer.RegisterHandler<SceneMessage>((NetworkConnectionToClient _, SceneMessage _) => throw new InvalidOperationException("on purpose"));
                _client.Send(new SceneMessage());
                break;
            default:
                _client.ReplaceHandler<NotReadyMessage>((NotReadyMessage _) => throw new InvalidOperationException("on purpose"));
                _session.NetworkServer.localConnection!.Send(new NotReadyMessage());
                break;
        }
        _session.Run(2);

        Assert.Equal(["server: 0 is there", "client: there", "server: 0 is gone", "client: gone"], _events);
        Assert.Equal(["OnStopLocalPlayer", "OnStopClient", "OnStopAuthority", "OnStopServer"], player.Journal);
        Assert.Equal(["OnStopClient"], other.Journal);
        Assert.True(other.isServerOnly, "it is an object of a dedicated server now");
        Assert.True(player.isDestroyed);
        Assert.True(_session.NetworkServer.active);
        Assert.False(_session.NetworkServer.activeHost);
        Assert.False(_client.active);
        Assert.Empty(_session.NetworkServer.connections.Values);

        _client.ConnectHost();
        _session.Run(3);
        Assert.Equal(2, _client.spawned.Count);
        Assert.True(other.isHost);
        Assert.Equal("OnStartClient", other.Journal[^1]);
    }

    [Fact]
    [Trait("Behaviour", "3.1")]
    public void AServerThatStopsTakesItsClientAlong()
    {
        Start();
        Actor player = _client.localPlayer!.GetComponent<Actor>()!;
        player.Journal.Clear();

        _session.NetworkServer.Shutdown();

        Assert.Equal(["server: 0 is gone", "client: gone"], _events[2..]);
        Assert.Equal(["OnStopLocalPlayer", "OnStopClient", "OnStopAuthority", "OnStopServer"], player.Journal);
        Assert.False(_client.active);
        Assert.False(_client.activeHost);
        Assert.Null(_client.localPlayer);

        _session.NetworkServer.Listen();
        _client.ConnectHost();
        _session.Run(3);
        Assert.Equal(1u, _client.localPlayer!.netId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AListenerThatThrowsWhileTheClientComesEndsItAsWithARemoteClient(bool onServer)
    {
        if (onServer) _session.NetworkServer.OnConnectedEvent += _ => throw new InvalidOperationException("on purpose");
        else _client.OnConnectedEvent += () => throw new InvalidOperationException("on purpose");

        _client.ConnectHost();
        _session.Run(2);

        Assert.False(_client.active);
        Assert.Empty(_session.NetworkServer.connections.Values);
        Assert.Equal(1, _session.Server.Log.Count("OnConnectedEvent: on purpose"));
        Assert.Equal(["server: 0 is gone", "client: gone"], _events[^2..]);
    }

    [Fact]
    public void AListenerOfTheEndMayThrowOrEndItOnceMore()
    {
        Start();
        _session.NetworkServer.OnDisconnectedEvent += _ => _client.Disconnect();
        _session.NetworkServer.OnDisconnectedEvent += _ => throw new InvalidOperationException("on purpose");

        _client.Disconnect();
        _session.Run(2);

        Assert.Equal(["server: 0 is gone", "client: gone"], _events[2..]);
        Assert.Empty(_session.NetworkServer.connections.Values);
        Assert.False(_session.NetworkServer.activeHost);
        Assert.False(_client.active);
    }

    [Fact]
    public void APlayerThatGoesBeforeTheClientHeardOfItIsNoPlayer()
    {
        Start();
        NetworkConnectionToClient host = _session.NetworkServer.localConnection!;
        _session.NetworkServer.RemovePlayerForConnection(host, RemovePlayerOptions.Destroy);
        GameObject brief = _session.Server.World.Instantiate("Actor");
        _session.NetworkServer.AddPlayerForConnection(host, brief);
        Assert.NotNull(_client.localPlayer);

        _session.NetworkServer.RemovePlayerForConnection(host, RemovePlayerOptions.Unspawn);

        Assert.Null(_client.localPlayer);
        _session.Run(2);
        Assert.Equal(["OnStartServer", "OnStopServer"], brief.GetComponent<Actor>()!.Journal);
        Assert.Empty(_client.spawned);
    }

    [Fact]
    public void AnObjectThatTheClientOwnsIsNotDestroyedWhenTheGameTookItBackFirst()
    {
        Start();
        Actor kept = _session.Server.Spawn(_session.NetworkServer.localConnection);
        _session.Run(2);
        _session.NetworkServer.OnDisconnectedEvent += _ => kept.netIdentity.RemoveClientAuthority();

        _client.Disconnect();
        _session.Run(2);

        Assert.False(kept.isDestroyed);
        Assert.Contains(kept.netId, _session.NetworkServer.spawned.Keys);
        Assert.Equal(["OnStopClient", "OnStopAuthority"], kept.Journal[^2..]);
    }

    [Fact]
    public void AWorldWithAServerCannotJoinAnother()
    {
        Assert.Contains("ConnectHost", Assert.Throws<InvalidOperationException>(() => _client.Connect("localhost")).Message);
    }

    [Fact]
    public void WhatTheClientNeverHeardOfIsOnNoClientEither()
    {
        Start();
        GameObject hidden = _session.Server.World.Instantiate("Actor");
        hidden.GetComponent<NetworkIdentity>()!.visibility = Visibility.ForceHidden;
        _session.NetworkServer.Spawn(hidden);
        _session.Run(2);
        Actor? legacy = null;
        _client.localPlayer!.GetComponent<Actor>()!.During = (_, what) =>
        {
            if (what == "OnStopServer") legacy = _session.Server.Spawn();
        };

        Actor late = _session.Server.Spawn();
        _client.Disconnect();
        _session.Run(2);

        Assert.All([hidden.GetComponent<Actor>()!, late, legacy!], actor =>
        {
            Assert.True(actor.isServerOnly);
            Assert.Equal(["OnStartServer"], actor.Journal);
        });
        Assert.Empty(_session.Server.Log.Lines);
    }

    private void Start()
    {
        _client.ConnectHost();
        _session.Run(3);
        Assert.NotNull(_client.localPlayer);
    }
}
