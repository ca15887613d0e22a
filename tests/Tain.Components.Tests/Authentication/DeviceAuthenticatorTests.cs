using Tain.Authenticators;

namespace Tain.Tests.Authentication;

/// <summary>behaviour.md 4: everybody comes in and says from which device.</summary>
[Trait("Behaviour", "4")]
public sealed class DeviceAuthenticatorTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();
    private readonly ManagedStage _stage = new();
    private readonly ManagedSide _server;

    public DeviceAuthenticatorTests()
    {
        File.Delete(_file);
        _server = _stage.AddServer(manager => manager.authenticator = manager.gameObject.AddComponent<DeviceAuthenticator>());
    }

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void TheServerLearnsTheIdThatTheGameGave()
    {
        ManagedSide client = Join(device => device.deviceId = "phone 7");

        Assert.NotNull(client.Player);
        Assert.Equal("phone 7", _server.Server.connections[1].authenticationData);
    }

    [Fact]
    public void AnIdIsMadeOnceAndKeptInItsFile()
    {
        ManagedSide first = Join(device => device.deviceIdFile = _file);
        Assert.NotNull(first.Player);
        string made = Assert.IsType<string>(_server.Server.connections[1].authenticationData);
        Assert.True(Guid.TryParse(made, out _));

        first.Manager.StopClient();
        Join(device => device.deviceIdFile = _file);

        Assert.Equal(made, _server.Server.connections[2].authenticationData);
    }

    [Fact]
    public void AFileThatCannotBeWrittenIsAWarning()
    {
        ManagedSide client = Join(device => device.deviceIdFile = Path.Combine(_file, "no such folder", "id"));

        Assert.NotNull(client.Player);
        Assert.Equal(1, client.Log.Count("The device id cannot be kept"));
    }

    [Fact]
    public void AClientThatDoesNotKnowItsDeviceDoesNotStart()
    {
        ManagedSide client = _stage.Add("client", manager => manager.authenticator = manager.gameObject.AddComponent<DeviceAuthenticator>());

        Assert.Contains("deviceIdFile", Assert.Throws<InvalidOperationException>(client.Manager.StartClient).Message);
        Assert.Equal(NetworkManagerMode.Offline, client.Manager.mode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("much too long")]
    public void AnIdThatIsNoneIsRefused(string? id)
    {
        using var peer = new RawPeer(_stage);
        string? sent = id == "much too long" ? new string('x', 257) : id;
        peer.Client.Send(new DeviceAuthenticator.AuthRequestMessage { clientDeviceID = sent });
        _stage.RunFor(1.1);

        Assert.True(peer.IsGone);
        Assert.Single(_server.Log.Lines);
        Assert.Equal(["OnServerDisconnect 1"], _server.Take());
    }

    private ManagedSide Join(Action<DeviceAuthenticator> configure) => _stage.Join(manager =>
    {
        DeviceAuthenticator device = manager.gameObject.AddComponent<DeviceAuthenticator>();
        configure(device);
        manager.authenticator = device;
    });
}
