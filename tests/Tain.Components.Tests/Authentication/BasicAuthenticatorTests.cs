using Tain.Authenticators;
using Tain.Transports;

namespace Tain.Tests.Authentication;

/// <summary>behaviour.md 4: a name and a password, and what those try who have neither.</summary>
[Trait("Behaviour", "4")]
public class BasicAuthenticatorTests
{
    private const string Password = "correct horse";

    private readonly ManagedStage _stage = new();
    private readonly ManagedSide _server;

    public BasicAuthenticatorTests() => _server = _stage.AddServer(manager => AddTo(manager, "ada", Password));

    [Fact]
    public void WhoKnowsThePasswordComesIn()
    {
        ManagedSide client = _stage.Join(manager => AddTo(manager, "ada", Password));

        Assert.NotNull(client.Player);
        Assert.Empty(_server.Log.Lines);
        Assert.Empty(client.Log.Lines);
    }

    [Theory]
    [InlineData("ada", "wrong")]
    [InlineData("bob", Password)]
    [InlineData("ada", Password + " ")]
    [InlineData("", "")]
    public void WhoDoesNotIsToldAndLeaves(string name, string password)
    {
        ManagedSide client = _stage.Add("client", manager => AddTo(manager, name, password));
        client.Manager.StartClient();
        _stage.Run(8);

        Assert.Equal(["OnStartClient", "OnClientDisconnect", "OnStopClient"], client.Take());
        Assert.Equal(1, client.Log.Count("Invalid Credentials"));
        Assert.Equal(1, _server.Log.Count("is refused: invalid credentials"));
        Assert.DoesNotContain(Password, _server.Log.ToString() + client.Log);
        Assert.Equal(["OnServerDisconnect 1"], _server.Take());
    }

    [Fact]
    public void WhoStaysAfterARefusalIsDisconnectedAfterASecond()
    {
        List<byte> codes = [];
        using RawPeer peer = Knock(codes, "wrong");

        _stage.RunFor(0.9);
        Assert.False(peer.IsGone);
        _stage.RunFor(0.2);

        Assert.True(peer.IsGone);
        Assert.Equal([200], codes);
    }

    // A game that stands still, for a menu or a vote, keeps nobody who was refused.
    [Fact]
    public void ThatSecondIsNotOneOfTheGame()
    {
        _server.World.Time.timeScale = 0;
        using RawPeer peer = Knock([], "wrong");

        _stage.RunFor(1.1);

        Assert.True(peer.IsGone);
    }

    [Fact]
    public void AFloodOfGuessesIsOneGuess()
    {
        List<byte> codes = [];
        using RawPeer peer = Knock(codes, "wrong");
        for (int i = 0; i < 1000; i++) peer.Client.Send(new BasicAuthenticator.AuthRequestMessage { authUsername = "ada", authPassword = i == 500 ? Password : $"guess {i}" });
        _stage.Run(4);

        Assert.Equal([200], codes);
        Assert.Single(_server.Log.Lines);
        Assert.DoesNotContain("OnServerConnect 1", _server.Take());
    }

    [Fact]
    public void WhoIsInIsNotLetInAgain()
    {
        List<byte> codes = [];
        using RawPeer peer = Knock(codes, Password);
        for (int i = 0; i < 5; i++) peer.Client.Send(new BasicAuthenticator.AuthRequestMessage { authUsername = "ada", authPassword = i % 2 == 0 ? Password : "wrong" });
        _stage.RunFor(2);

        Assert.Equal([100], codes);
        Assert.Equal(["OnServerConnect 1"], _server.Take());
        Assert.False(peer.IsGone);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void MessagesBeforeThatEndTheConnection(bool isReady)
    {
        using var peer = new RawPeer(_stage);
        if (isReady) peer.Client.Send(new ReadyMessage());
        else peer.Client.Send(new AddPlayerMessage());
        _stage.Run(3);

        Assert.True(peer.IsGone);
        Assert.Equal(["OnServerDisconnect 1"], _server.Take());
        Assert.Empty(_server.Server.spawned);
        Assert.Single(_server.Log.Lines);
    }

    [Fact]
    public void NothingOfTheWorldIsToldBeforeThat()
    {
        using var peer = new RawPeer(_stage);
        int scenes = 0;
        peer.Client.RegisterHandler<SceneMessage>(_ => scenes++, requireAuthentication: false);
        peer.Client.RegisterHandler<NotReadyMessage>(_ => { }, requireAuthentication: false);
        _server.Manager.ServerChangeScene("Arena");
        _stage.Run(4);
        Assert.Equal(0, scenes);
        Assert.False(peer.IsGone);

        peer.Client.RegisterHandler<BasicAuthenticator.AuthResponseMessage>(_ => { }, requireAuthentication: false);
        peer.Client.Send(new BasicAuthenticator.AuthRequestMessage { authUsername = "ada", authPassword = Password });
        _stage.Run(3);
        Assert.Equal(1, scenes);
    }

    [Fact]
    public void ARefusedHostIsAServerAlone()
    {
        var stage = new ManagedStage();
        ManagedSide host = stage.Add("host", manager =>
        {
            AddTo(manager, "ada", Password);
            ((BasicAuthenticator)manager.authenticator!).password = "wrong";
            ((BasicAuthenticator)manager.authenticator!).username = "ada";
        });
        host.Manager.StartHost();
        stage.Run(6);

        Assert.Equal(NetworkManagerMode.ServerOnly, host.Manager.mode);
        Assert.Equal(["OnStartServer", "OnStartHost", "OnStartClient", "OnServerDisconnect 0", "OnClientDisconnect", "OnStopClient"], host.Take());
        Assert.Equal(0, host.Server.connections.Count);
    }

    [Fact]
    public void AnAuthenticatorThatIsSwitchedOffRefusesAtOnce()
    {
        _server.Manager.authenticator!.gameObject.SetActive(false);
        using RawPeer peer = Knock([], "wrong");

        Assert.True(peer.IsGone);
    }

    [Theory]
    [InlineData("secret", "secret", true)]
    [InlineData("secret", "Secret", false)]
    [InlineData("", "", true)]
    [InlineData(null, "", false)]
    [InlineData("", null, false)]
    [InlineData(null, null, false)]
    [InlineData("secre", "secret", false)]
    public void SecretsAreEqualOrNot(string? given, string? expected, bool same) => Assert.Equal(same, Secrets.Same(given, expected));

    [Fact]
    [Trait("Attack", "A-05")]
    public void OverALineThatAnybodyCanReadNothingStarts()
    {
        foreach (Transport open in (Transport[])[new KcpTransport(), new TcpTransport(), new MultiplexTransport(new MemoryTransport(), new KcpTransport()), new Open(new MemoryTransport())])
        {
            var stage = new ManagedStage();
            ManagedSide side = stage.Add("side", manager =>
            {
                AddTo(manager, "ada", Password);
                manager.transport = open;
            });
            foreach (Action start in (Action[])[side.Manager.StartServer, side.Manager.StartHost, side.Manager.StartClient])
            {
                string problem = Assert.Throws<InvalidOperationException>(start).Message;
                Assert.Contains("EncryptionTransport", problem);
                Assert.Contains("allowUnencrypted", problem);
                Assert.Equal(NetworkManagerMode.Offline, side.Manager.mode);
            }
            Assert.DoesNotContain("OnStartServer", side.Take());
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Attack", "A-05")]
    public void ItStartsWhereTheLineIsEncryptedOrTheGameSaysThatItIs(bool isEncrypted)
    {
        var stage = new ManagedStage();
        var key = EncryptionServerKey.Generate();
        var line = new Open(stage.Wire);
        void Configure(JournalManager manager)
        {
            AddTo(manager, "ada", Password);
            ((BasicAuthenticator)manager.authenticator!).allowUnencrypted = !isEncrypted;
            manager.transport = isEncrypted ? new EncryptionTransport(line) { ServerKey = key, TrustedFingerprints = [key.Fingerprint], TimeProvider = stage.Clock } : line;
        }
        stage.AddServer(Configure);
        ManagedSide client = stage.Add("client", Configure);
        client.Manager.StartClient();
        stage.Run(60);
        Assert.NotNull(client.Player);
    }

    private static void AddTo(JournalManager manager, string name, string password)
    {
        BasicAuthenticator basic = manager.gameObject.AddComponent<BasicAuthenticator>();
        (basic.serverUsername, basic.serverPassword) = ("ada", Password);
        (basic.username, basic.password) = (name, password);
        manager.authenticator = basic;
    }

    private RawPeer Knock(List<byte> codes, string password)
    {
        var peer = new RawPeer(_stage);
        peer.Client.RegisterHandler<BasicAuthenticator.AuthResponseMessage>(answer => codes.Add(answer.code), requireAuthentication: false);
        peer.Client.Send(new BasicAuthenticator.AuthRequestMessage { authUsername = "ada", authPassword = password });
        _stage.Run(4);
        return peer;
    }

    /// <summary>A wire in memory that says of itself what a wire in a street would.</summary>
    private sealed class Open(Transport inner) : MiddlewareTransport(inner)
    {
        public override bool IsEncrypted => false;
    }
}
