using Tain.Scenarios.HostAndRemote.Scripts;

namespace Tain.Scenarios.HostAndRemote;

/// <summary>The table of behaviour.md, heading 10, with a ship that writes down what it is told: on a dedicated server, on its remote client, and on a host.</summary>
[Trait("Behaviour", "10")]
public class CallbackOrderTests
{
    private const string Ship = "ship";

    [Fact]
    public void SpawnedForAClient() => Check(
        [],
        stage => Make(stage, "client"),
        server: "OnStartServer",
        client: "hull OnStartClient OnStartAuthority",
        host: "OnStartServer hull holder OnStartClient OnStartAuthority");

    [Fact]
    public void SpawnedForNobody() => Check(
        [],
        stage => Make(stage, null),
        server: "OnStartServer",
        client: "hull OnStartClient",
        host: "OnStartServer hull holder OnStartClient");

    [Fact]
    [Trait("Behaviour", "6.3")]
    [Trait("Behaviour", "6.5")]
    public void AddedAsPlayer() => Check(
        [stage => stage.Server.RemovePlayerForConnection(stage.Connection, RemovePlayerOptions.Destroy)],
        stage => stage.Server.AddPlayerForConnection(stage.Connection, Instantiate(stage)),
        server: "OnStartServer",
        client: "hull OnStartClient OnStartAuthority OnStartLocalPlayer",
        host: "OnStartServer hull holder OnStartClient OnStartAuthority OnStartLocalPlayer");

    [Fact]
    [Trait("Behaviour", "6.4")]
    public void MadeThePlayerWhenItWasThereBefore() => Check(
        [stage => Make(stage, null)],
        stage => stage.Server.ReplacePlayerForConnection(stage.Connection, stage.Things[Ship], ReplacePlayerOptions.KeepAuthority),
        server: "",
        client: "OnStartAuthority OnStartLocalPlayer",
        host: "OnStartAuthority OnStartLocalPlayer");

    [Theory]
    [InlineData(ReplacePlayerOptions.KeepAuthority, "", "OnStopLocalPlayer", "OnStopLocalPlayer")]
    [InlineData(ReplacePlayerOptions.KeepActive, "", "OnStopLocalPlayer OnStopAuthority", "OnStopLocalPlayer OnStopAuthority")]
    [InlineData(ReplacePlayerOptions.Unspawn, "OnStopServer", "OnStopLocalPlayer OnStopClient", "OnStopLocalPlayer OnStopClient OnStopAuthority OnStopServer")]
    [InlineData(ReplacePlayerOptions.Destroy, "OnStopServer", "OnStopLocalPlayer OnStopClient", "OnStopLocalPlayer OnStopClient OnStopAuthority OnStopServer")]
    [Trait("Behaviour", "6.4")]
    public void ReplacedAsPlayer(ReplacePlayerOptions option, string server, string client, string host) => Check(
        [MakePlayer],
        stage => stage.Server.ReplacePlayerForConnection(stage.Connection, stage.Server.World.Instantiate(SeaChart.Crate), option),
        server,
        client,
        host);

    [Theory]
    [InlineData(RemovePlayerOptions.KeepActive, "", "OnStopLocalPlayer OnStopAuthority", "OnStopLocalPlayer OnStopAuthority")]
    [InlineData(RemovePlayerOptions.Unspawn, "OnStopServer", "OnStopLocalPlayer OnStopClient", "OnStopLocalPlayer OnStopClient OnStopAuthority OnStopServer")]
    [InlineData(RemovePlayerOptions.Destroy, "OnStopServer", "OnStopLocalPlayer OnStopClient", "OnStopLocalPlayer OnStopClient OnStopAuthority OnStopServer")]
    [Trait("Behaviour", "6.5")]
    public void RemovedAsPlayer(RemovePlayerOptions option, string server, string client, string host) =>
        Check([MakePlayer], stage => stage.Server.RemovePlayerForConnection(stage.Connection, option), server, client, host);

    [Fact]
    [Trait("Behaviour", "7.2")]
    public void DestroyedByTheEngineOfTheServer() => Check(
        [stage => Make(stage, "client")],
        stage => stage.Server.World.Destroy(stage.Things[Ship]),
        server: "OnStopServer",
        client: "OnStopClient",
        host: "OnStopClient OnStopAuthority OnStopServer");

    [Fact]
    [Trait("Behaviour", "8.4")]
    public void PutToSleepAsPartOfTheScene() => Check(
        [WakeScene, stage => stage[Ship].AssignClientAuthority(stage.Connection)],
        stage => stage.Server.Destroy(stage.Things[Ship]),
        server: "OnStopServer",
        client: "OnStopClient OnStopAuthority",
        host: "OnStopClient OnStopAuthority OnStopServer");

    [Fact]
    [Trait("Behaviour", "9")]
    public void GivenToAClient() => Check(
        [stage => Make(stage, null)],
        stage => stage[Ship].AssignClientAuthority(stage.Connection),
        server: "",
        client: "OnStartAuthority",
        host: "OnStartAuthority");

    [Fact]
    [Trait("Behaviour", "9")]
    public void TakenFromAClient() => Check(
        [stage => Make(stage, "client")],
        stage => stage[Ship].RemoveClientAuthority(),
        server: "",
        client: "OnStopAuthority",
        host: "OnStopAuthority");

    [Fact]
    [Trait("Behaviour", "7.3")]
    public void HiddenFromAClient() => Check(
        [stage => Make(stage, null)],
        stage => stage.Server.HideForConnection(stage[Ship], stage.Connection),
        server: "",
        client: "OnStopClient",
        host: "");

    [Fact]
    [Trait("Behaviour", "7.3")]
    public void ShownAgain() => Check(
        [stage => Make(stage, null), stage => stage.Server.HideForConnection(stage[Ship], stage.Connection)],
        stage => stage.Server.ShowForConnection(stage[Ship], stage.Connection),
        server: "",
        client: "hull OnStartClient",
        host: "");

    [Fact]
    [Trait("Behaviour", "6.6")]
    [Trait("Behaviour", "8.6")]
    public void WhenTheClientLeaves() => Check(
        [MakePlayer],
        stage => stage.Client.Disconnect(),
        server: "OnStopServer",
        client: "OnStopLocalPlayer OnStopClient",
        host: "OnStopLocalPlayer OnStopClient OnStopAuthority OnStopServer");

    [Fact]
    [Trait("Behaviour", "3.1")]
    public void WhenTheServerStops() => Check(
        [stage => Make(stage, null)],
        stage => stage.Server.Shutdown(),
        server: "OnStopServer",
        client: "OnStopClient",
        host: "OnStopClient OnStopServer");

    // Runs the steps with a client that has joined, and compares what the ship was told in the last one.
    private static void Check(Action<Stage>[] before, Action<Stage> act, string server, string client, string host)
    {
        using (var remote = new Stage(isHost: false))
        {
            (string told, uint netId) = Run(remote, before, act, stage => stage.ServerDiary);
            Assert.Equal(server, told);
            Assert.Equal(client, Told(remote.ClientDiary, netId));
        }
        using var hosted = new Stage(isHost: true);
        Assert.Equal(host, Run(hosted, before, act, stage => stage.ServerDiary).Told);
    }

    private static (string Told, uint NetId) Run(Stage stage, Action<Stage>[] before, Action<Stage> act, Func<Stage, Diary> diary)
    {
        stage.Do(new Step("join", static stage => stage.Join()));
        foreach (Action<Stage> step in before) stage.Do(new Step("before", step));
        uint netId = stage.Things.ContainsKey(Ship) ? stage[Ship].netId : 0;
        stage.Do(new Step("act", act));
        if (netId == 0) netId = stage[Ship].netId;
        return (Told(diary(stage), netId), netId);
    }

    private static string Told(Diary diary, uint netId) =>
        string.Join(' ', diary.Entries.Where(entry => entry.Step == diary.Step && entry.NetId == netId).Select(entry => entry.Name));

    private static GameObject Instantiate(Stage stage)
    {
        GameObject made = stage.Things[Ship] = stage.Server.World.Instantiate(SeaChart.Crate);
        made.GetComponent<Ship>()!.hull = 7;
        return made;
    }

    private static void Make(Stage stage, string? owner) => stage.Server.Spawn(Instantiate(stage), stage.Owner(owner));

    private static void MakePlayer(Stage stage) => stage.Server.ReplacePlayerForConnection(stage.Connection, Instantiate(stage), ReplacePlayerOptions.Destroy);

    private static void WakeScene(Stage stage)
    {
        stage.Server.SpawnObjects();
        stage.Things[Ship] = stage.Server.spawned.Values.First(identity => identity.sceneId != 0).gameObject;
    }
}
