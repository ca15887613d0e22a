using Tain.Authenticators;
using Tain.Messages;

namespace Tain.Tests.Authentication;

/// <summary>behaviour.md 4: who is not accepted in time goes.</summary>
[Trait("Behaviour", "4")]
public class TimeoutAuthenticatorTests
{
    private readonly ManagedStage _stage = new();
    private readonly ManagedSide _server;

    public TimeoutAuthenticatorTests() => _server = _stage.AddServer(manager => AddTo(manager, answer: true, seconds: 5));

    [Fact]
    public void WhoIsAcceptedInTimeStays()
    {
        ManagedSide client = _stage.Join(manager => AddTo(manager, answer: true, seconds: 5));
        _stage.RunFor(6);

        Assert.NotNull(client.Player);
        Assert.Empty(_server.Log.Lines);
        Assert.Empty(client.Log.Lines);
    }

    [Fact, Trait("Attack", "A-04")]
    public void PeersThatSayNothingGiveTheirPlacesBack()
    {
        List<RawPeer> peers = [];
        for (int i = 0; i < 10; i++) peers.Add(new RawPeer(_stage));
        _stage.RunFor(4);
        Assert.Equal(10, _server.Server.connections.Count);
        _stage.RunFor(1.5);

        Assert.Equal(0, _server.Server.connections.Count);
        Assert.All(peers, peer => Assert.True(peer.IsGone));
        Assert.Equal(10, _server.Log.Count("has not authenticated within 5 s"));
        foreach (RawPeer peer in peers) peer.Dispose();
    }

    [Fact]
    public void WhoLeftBeforeIsNotMissed()
    {
        using var peer = new RawPeer(_stage);
        peer.Client.Disconnect();
        _stage.RunFor(6);

        Assert.Empty(_server.Log.Lines);
    }

    [Fact]
    public void AClientDoesNotWaitForEverEither()
    {
        ((JournalAuthenticator)((TimeoutAuthenticator)_server.Manager.authenticator!).authenticator!).Answer = null;
        ManagedSide client = _stage.Add("client", manager => AddTo(manager, answer: true, seconds: 2));
        client.Manager.StartClient();
        _stage.RunFor(2.5);

        Assert.Equal(NetworkManagerMode.Offline, client.Manager.mode);
        Assert.Equal(1, client.Log.Count("has not accepted this client within 2 s"));
    }

    [Fact]
    public void ZeroIsNever()
    {
        ((TimeoutAuthenticator)_server.Manager.authenticator!).timeout = 0;
        using var peer = new RawPeer(_stage);
        _stage.RunFor(100);

        Assert.False(peer.IsGone);
    }

    [Fact]
    public void TheOneThatDecidesIsNeeded()
    {
        ManagedSide side = _stage.Add("side", manager => manager.authenticator = manager.gameObject.AddComponent<TimeoutAuthenticator>());

        Assert.Contains("authenticator", Assert.Throws<InvalidOperationException>(side.Manager.StartClient).Message);
        Assert.Throws<InvalidOperationException>(side.Manager.StartHost);
    }

    [Fact]
    public void ALateYesForSomebodyWhoIsGoneChangesNothing()
    {
        var judge = (JournalAuthenticator)((TimeoutAuthenticator)_server.Manager.authenticator!).authenticator!;
        using var peer = new RawPeer(_stage);
        NetworkConnectionToClient connection = _server.Server.connections[1];
        peer.Client.Disconnect();
        _stage.Run(2);
        _server.Take();

        judge.Accept(connection);

        Assert.Empty(_server.Take());
        Assert.False(connection.isAuthenticated);
    }

    [Fact, Trait("Attack", "A-04")]
    public void WithoutOneTheServerDoesNotWaitForEverEither()
    {
        var stage = new ManagedStage();
        ManagedSide server = stage.AddServer(manager =>
        {
            manager.authenticator = manager.gameObject.AddComponent<JournalAuthenticator>();
            ((JournalAuthenticator)manager.authenticator).Answer = null;
        });
        using var peer = new RawPeer(stage);
        stage.RunFor(29);
        Assert.False(peer.IsGone);
        stage.RunFor(2);
        Assert.True(peer.IsGone);
        Assert.Equal(1, server.Server.Rejections[RejectReason.AuthenticationTimeout]);
    }

    private static void AddTo(JournalManager manager, bool? answer, float seconds)
    {
        TimeoutAuthenticator timeout = manager.gameObject.AddComponent<TimeoutAuthenticator>();
        JournalAuthenticator judge = manager.gameObject.AddComponent<JournalAuthenticator>();
        judge.Answer = answer;
        timeout.authenticator = judge;
        timeout.timeout = seconds;
        manager.authenticator = timeout;
    }
}
