using Tain.Authenticators;

namespace Tain.Tests.Management;

/// <summary>wire-messages.md 5.3: what a stock client that joins sees, message by message, when the server has an authenticator and a scene.</summary>
[Trait("Behaviour", "5.3")]
public sealed class JoinMessagesTests : IDisposable
{
    private readonly ManagedStage _stage = new();
    private readonly ManagedSide _server;
    private readonly RawPeer _peer;
    private readonly List<string> _heard = [];

    public JoinMessagesTests()
    {
        _server = _stage.AddServer(manager =>
        {
            manager.onlineScene = "Arena";
            manager.authenticator = manager.gameObject.AddComponent<DeviceAuthenticator>();
        });
        _peer = new RawPeer(_stage);
        Hear<DeviceAuthenticator.AuthResponseMessage>(_ => "accepted");
        Hear<SceneMessage>(message => $"scene {message.sceneName} {message.sceneOperation} {message.customHandling}");
        Hear<NotReadyMessage>(_ => "not ready");
        Hear<ObjectSpawnStartedMessage>(_ => "world");
        Hear<SpawnMessage>(message => message.sceneId != 0 ? "object of the scene" : $"prefab {message.assetId} {message.spawnFlags}");
        Hear<ObjectSpawnFinishedMessage>(_ => "complete");
        Hear<ObjectDestroyMessage>(message => $"destroy {message.netId}");
    }

    public void Dispose() => _peer.Dispose();

    [Fact]
    public void AJoin()
    {
        Join();

        Assert.Equal(["accepted", "scene Arena Normal False", "world", "object of the scene", "complete", "prefab 3001 isOwner, isLocalPlayer"], _heard);
    }

    // The objects of the old scene are not destroyed one by one: whoever loads the new one has lost them.
    [Fact, Trait("Behaviour", "5.4")]
    public void ASceneChange()
    {
        Join();
        _heard.Clear();

        _server.Manager.ServerChangeScene("Lobby");
        _stage.Run(4);
        Assert.Equal(["not ready", "scene Lobby Normal False"], _heard);
        _peer.Client.Send(new ReadyMessage());
        _stage.Run(3);
        Assert.Equal(2, _heard.Count);
        _peer.Client.Send(new AddPlayerMessage());
        _stage.Run(3);

        Assert.Equal(["world", "complete", "prefab 3001 isOwner, isLocalPlayer"], _heard[2..]);
    }

    [Fact, Trait("Behaviour", "4")]
    public void WithoutASceneNoneIsTold()
    {
        var stage = new ManagedStage();
        stage.AddServer(manager => manager.offlineScene = "Lobby");
        using var peer = new RawPeer(stage);
        List<string?> scenes = [];
        peer.Client.RegisterHandler<SceneMessage>(message => scenes.Add(message.sceneName), requireAuthentication: false);
        stage.Run(3);

        Assert.Empty(scenes);
        Assert.False(peer.IsGone);
    }

    private void Join()
    {
        _peer.Client.Send(new DeviceAuthenticator.AuthRequestMessage { clientDeviceID = "phone" });
        _stage.Run(3);
        _peer.Client.Send(new ReadyMessage());
        _peer.Client.Send(new AddPlayerMessage());
        _stage.Run(3);
    }

    private void Hear<T>(Func<T, string> describe) where T : struct, NetworkMessage =>
        _peer.Client.RegisterHandler<T>(message => _heard.Add(describe(message)), requireAuthentication: false);
}
