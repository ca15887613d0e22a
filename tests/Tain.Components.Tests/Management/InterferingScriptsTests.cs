using Tain.Simulation;

namespace Tain.Tests.Management;

/// <summary>
/// Games start, stop and change scenes from within callbacks, in combinations that nobody foresees. Whatever they do, nothing throws, nothing hangs, and when they are
/// done the manager works as on the first day.
/// </summary>
[Trait("Behaviour", "5.1")]
public class InterferingScriptsTests
{
    private const double MischiefPerCallback = 0.25;

    private static readonly string[] Callbacks =
    [
        "OnStartServer", "OnStopServer", "OnServerConnect", "OnServerDisconnect", "OnServerReady", "OnServerAddPlayer", "OnServerChangeScene", "OnServerSceneChanged",
        "OnStartClient", "OnStopClient", "OnClientConnect", "OnClientDisconnect", "OnClientNotReady", "OnClientChangeScene", "OnClientSceneChanged", "OnStartHost", "OnStopHost",
    ];

    private static readonly string[] Scenes = ["Lobby", "Arena", "Annex"];

    private readonly ManagedStage _stage = new();

    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(1, 100).Select(seed => (ulong)seed)];

    [Theory, MemberData(nameof(Seeds))]
    public void WhateverScriptsDoTheManagerWorksAfterwards(ulong seed)
    {
        var random = new SimulatedRandom(seed);
        bool withAuthenticator = random.Chance(0.5);
        ManagedSide[] sides = [Add("first", random, withAuthenticator), Add("second", random, withAuthenticator), Add("third", random, withAuthenticator)];
        foreach (ManagedSide side in sides)
        {
            foreach (string callback in Callbacks)
            {
                side.Manager.During[callback] = () =>
                {
                    if (random.Chance(MischiefPerCallback)) DoAnything(side.Manager, random);
                };
            }
        }

        for (int i = 0; i < 300; i++)
        {
            if (random.Chance(0.2)) DoAnything(sides[random.Next(sides.Length)].Manager, random);
            _stage.Run(1);
        }

        foreach (ManagedSide side in sides) side.Manager.During.Clear();
        foreach (ManagedSide side in sides) side.Manager.StopHost();
        if (random.Chance(0.5)) _stage.Run(4);
        Assert.All(sides, AssertAtRest);
        AssertPlayable(sides);
    }

    private static void AssertAtRest(ManagedSide side)
    {
        Assert.Equal(NetworkManagerMode.Offline, side.Manager.mode);
        Assert.False(side.Manager.isNetworkActive);
        Assert.Equal(0, side.World.ScriptFailures);
        Assert.DoesNotContain(side.Log.Lines, line => line.Contains("xception", StringComparison.Ordinal));
    }

    private void AssertPlayable(ManagedSide[] sides)
    {
        sides[0].Manager.StartHost();
        _stage.Run(4);
        sides[1].Manager.StartClient();
        sides[2].Manager.StartClient();
        _stage.Run(10);
        sides[0].Manager.ServerChangeScene("Arena");
        _stage.Run(10);

        Assert.Equal(3, sides[0].Manager.numPlayers);
        Assert.All(sides, side =>
        {
            Assert.NotNull(side.Player);
            Assert.Equal("Arena", side.Scene);
            Assert.Equal(4, side.Client.spawned.Count);
            Assert.False(side.Client.isLoadingScene);
        });
    }

    private ManagedSide Add(string name, SimulatedRandom random, bool withAuthenticator) => _stage.Add(name, manager =>
    {
        if (withAuthenticator) manager.authenticator = manager.gameObject.AddComponent<JournalAuthenticator>();
        manager.offlineScene = random.Chance(0.5) ? "Lobby" : "";
        manager.onlineScene = random.Chance(0.3) ? "Annex" : "";
    });

    // One listener per wire: a second server's start throws to whoever asked for it, and a script must expect that.
    private void DoAnything(JournalManager manager, SimulatedRandom random)
    {
        switch (random.Next(9))
        {
            case 0 when _stage.IsWireFree:
                manager.StartServer();
                break;
            case 1 or 2 when _stage.IsWireFree:
                manager.StartHost();
                break;
            case 3 or 4:
                manager.StartClient();
                break;
            case 5:
                manager.StopClient();
                break;
            case 6:
                manager.StopServer();
                break;
            case 7:
                manager.StopHost();
                break;
            default:
                manager.ServerChangeScene(Scenes[random.Next(Scenes.Length)]);
                break;
        }
    }
}
