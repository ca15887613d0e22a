using Tain.Authenticators;

namespace Tain.Tests.Authentication;

/// <summary>behaviour.md 4: a name that nobody else has.</summary>
[Trait("Behaviour", "4")]
public class UniqueNameAuthenticatorTests
{
    private readonly ManagedStage _stage = new();
    private readonly ManagedSide _server;

    public UniqueNameAuthenticatorTests() => _server = _stage.AddServer(manager => manager.authenticator = manager.gameObject.AddComponent<UniqueNameAuthenticator>());

    private HashSet<string> Names => ((UniqueNameAuthenticator)_server.Manager.authenticator!).playerNames;

    [Fact]
    public void AFreeNameIsTaken()
    {
        List<string?> told = [];
        ManagedSide client = Join("Ada", told);

        Assert.NotNull(client.Player);
        Assert.Equal("Ada", _server.Server.connections[1].authenticationData);
        Assert.Equal(["Ada"], Names);
        Assert.Equal(["yes: Success"], told);
    }

    [Fact]
    public void ATakenNameIsRefusedAndItsOwnerKeepsIt()
    {
        Join("Ada", []);
        List<string?> told = [];
        ManagedSide second = Join("Ada", told);

        Assert.Equal(NetworkManagerMode.Offline, second.Manager.mode);
        Assert.Equal(["no: Username already in use...try again"], told);
        Assert.Equal(["Ada"], Names);
        _stage.RunFor(1.2);
        Assert.Equal(1, _server.Server.connections.Count);
        Assert.Equal(["Ada"], Names);
    }

    [Fact]
    public void ANameIsFreeAgainWhenItsOwnerIsGone()
    {
        ManagedSide first = Join("Ada", []);
        first.Manager.StopClient();
        _stage.Run(2);
        Assert.Empty(Names);

        Assert.NotNull(Join("Ada", []).Player);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a name that is longer than any name plate in this game could ever show to anybody")]
    public void ANameThatIsNoneIsRefused(string name)
    {
        List<string?> told = [];
        ManagedSide client = Join(name, told);

        Assert.Equal(NetworkManagerMode.Offline, client.Manager.mode);
        Assert.Equal(["no: Username is empty or too long...try again"], told);
        Assert.Empty(Names);
    }

    [Fact]
    public void OneConnectionHasOneName()
    {
        using var peer = new RawPeer(_stage);
        peer.Client.RegisterHandler<UniqueNameAuthenticator.AuthResponseMessage>(_ => { }, requireAuthentication: false);
        for (int i = 0; i < 100; i++) peer.Client.Send(new UniqueNameAuthenticator.AuthRequestMessage { authUsername = $"name {i}" });
        _stage.Run(3);

        Assert.Equal(["name 0"], Names);
        peer.Client.Disconnect();
        _stage.Run(2);
        Assert.Empty(Names);
    }

    [Fact]
    public void ARefusedHostStopsAltogether()
    {
        var stage = new ManagedStage();
        ManagedSide host = stage.Add("host", manager =>
        {
            manager.transport = null;
            manager.authenticator = manager.gameObject.AddComponent<UniqueNameAuthenticator>();
        });
        host.Manager.StartHost();
        stage.Run(6);

        Assert.Equal(NetworkManagerMode.Offline, host.Manager.mode);
        Assert.Equal(["OnStopHost", "OnServerDisconnect 0", "OnClientDisconnect", "OnStopClient", "OnStopServer"], host.Take()[^5..]);
    }

    private ManagedSide Join(string name, List<string?> told) => _stage.Join(manager =>
    {
        UniqueNameAuthenticator unique = manager.gameObject.AddComponent<UniqueNameAuthenticator>();
        unique.SetPlayername(name);
        unique.OnAuthSuccess += message => told.Add($"yes: {message}");
        unique.OnAuthFailure += message => told.Add($"no: {message}");
        manager.authenticator = unique;
    });
}
