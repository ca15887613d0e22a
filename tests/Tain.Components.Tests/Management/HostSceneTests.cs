namespace Tain.Tests.Management;

/// <summary>behaviour.md 5.4 and 11: what goes between the two halves of a host waits while a scene loads, as what comes over a network does.</summary>
[Trait("Behaviour", "11")]
public class HostSceneTests
{
    private readonly ManagedStage _stage = new();
    private readonly ManagedSide _host;
    private readonly List<string> _handled = [];

    public HostSceneTests()
    {
        _host = _stage.Add("host");
        _host.Manager.StartHost();
        _stage.Run(3);
        _host.Take();
    }

    [Fact]
    public void WhatTheHostsClientSendsWaitsForTheScene()
    {
        _host.Server.RegisterHandler<JournalAuthenticator.Knock>((conn, _) => _handled.Add($"{conn.connectionId} in {_host.Scene}"));

        _host.Manager.Invoke(
            () =>
            {
                _host.Manager.ServerChangeScene("Arena");
                _host.Client.Send(default(JournalAuthenticator.Knock));
            },
            0);
        _stage.Run(1);
        Assert.Empty(_handled);
        _stage.Run(3);

        Assert.Equal(["0 in Arena"], _handled);
    }

    [Fact]
    public void AHandlerThatChangesTheSceneLetsTheRestWaitInOrder()
    {
        _host.Server.RegisterHandler<Note>((_, note) =>
        {
            _handled.Add($"{note.number} in {_host.Scene}");
            if (note.number == 2) _host.Manager.ServerChangeScene("Arena");
            if (note.number == 2) _host.Client.Send(new Note { number = 5 });
        });

        for (int i = 1; i <= 4; i++) _host.Client.Send(new Note { number = i });
        _stage.Run(6);

        Assert.Equal(["1 in Main", "2 in Main", "3 in Arena", "4 in Arena", "5 in Arena"], _handled);
        Assert.NotNull(_host.Player);
        Assert.Empty(_host.Log.Lines);
    }

    [Fact, Trait("Behaviour", "5.4")]
    public void RemoteClientsFollowAHost()
    {
        ManagedSide remote = _stage.Join();

        _host.Manager.ServerChangeScene("Arena");
        _stage.Run(8);
        _host.FindLever()!.Pull();
        _stage.Run(2);

        Assert.Equal(1, remote.FindLever()!.pulls);
        Assert.Equal(3, remote.Client.spawned.Count);
        Assert.Equal(3, _host.Client.spawned.Count);
        Assert.True(_host.FindLever()!.isHost);
        Assert.NotNull(remote.Player);
        Assert.NotNull(_host.Player);
    }

    [Fact]
    public void AHostsClientThatLeavesDuringAChangeDoesNotHoldItUp()
    {
        _host.Manager.ServerChangeScene("Arena");
        _host.Manager.StopClient();
        _stage.Run(2);

        Assert.Equal(
            ["OnServerChangeScene Arena", "OnServerDisconnect 0", "OnClientDisconnect", "OnStopClient", "OnServerSceneChanged Arena"], _host.Take());
        Assert.False(_host.Server.isLoadingScene);
    }

    private struct Note : NetworkMessage
    {
        public int number;
    }
}
