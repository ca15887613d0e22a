using Tain.Scenarios.HostAndRemote.Scripts;

namespace Tain.Scenarios.HostAndRemote;

/// <summary>The scenarios that are written out: each is about one part of an object's life.</summary>
internal static class Table
{
    private static readonly Step s_join = new("join", stage => stage.Join());
    private static readonly Step s_leave = new("leave", stage => stage.Client.Disconnect());

    public static readonly Scenario[] All =
    [
        new("a client that joins a world that is there",
        [
            Do("a fleet", stage =>
            {
                stage.Spawn("a", SeaChart.Crate);
                stage.Spawn("b", SeaChart.Tower);
                stage.Of<Ship>("a").hull = 5;
                stage.Of<Ship>("a").holder = stage["b"];
                stage.Of<Ship>("a").cargo.AddRange([1, 2, 3]);
                stage.Of<Ship>("a").crew["cook"] = 1;
                stage.Things["b"].GetComponentsInChildren<Ship>(includeInactive: true)[2].hull = 1;
            }),
            s_join,
            Do("changes", stage => stage.Of<Ship>("a").hull = 6),
            s_leave,
            Do("while it is away", stage => stage.Of<Ship>("a").hull = 7),
            s_join,
        ]),
        new("SyncVars and their hooks",
        [
            s_join,
            Spawn("a", SeaChart.Crate),
            Do("hull", stage => stage.Of<Ship>("a").hull = 50),
            Do("hull and title", stage => { stage.Of<Ship>("a").hull = 51; stage.Of<Ship>("a").title = "Victory"; }),
            Do("twice in a frame", stage => { stage.Of<Ship>("a").hull = 1; stage.Of<Ship>("a").hull = 2; }),
            Do("there and back", stage => { stage.Of<Ship>("a").hull = 9; stage.Of<Ship>("a").hull = 2; }),
            Do("in the frame of the spawn", stage => { stage.Spawn("b", SeaChart.Crate); stage.Of<Ship>("b").hull = 3; stage.Of<Ship>("b").cargo.Add(4); stage.Of<Ship>("b").RpcSpray(1, 1); }),
            Do("before the spawn", stage =>
            {
                stage.Things["c"] = stage.Server.World.Instantiate(SeaChart.Crate);
                stage.Of<Ship>("c").title = "Beagle";
                stage.Of<Ship>("c").marks.Add(4);
                stage.Server.Spawn(stage.Things["c"]);
            }),
            Do("of a child", stage => { stage.Spawn("d", SeaChart.Tower); stage.Things["d"].GetComponentsInChildren<Radar>(includeInactive: true)[1].blip = 4; }),
            Do("of a child later", stage => stage.Things["d"].GetComponentsInChildren<Radar>(includeInactive: true)[1].blip = 5),
        ]),
        new("collections of every kind",
        [
            s_join,
            Spawn("a", SeaChart.Crate),
            Do("list", stage => { SyncList<int> cargo = stage.Of<Ship>("a").cargo; cargo.AddRange([3, 1, 4, 1, 5]); cargo.Insert(2, 9); cargo[0] = 2; cargo.RemoveAt(1); cargo.Remove(5); cargo[0] = 2; }),
            Do("list in bulk", stage => { SyncList<int> cargo = stage.Of<Ship>("a").cargo; cargo.InsertRange(1, [6, 6, 6]); cargo.RemoveAll(item => item == 6); cargo.Clear(); cargo.Clear(); cargo.Add(8); }),
            Do("dictionary", stage => { SyncDictionary<string, int> crew = stage.Of<Ship>("a").crew; crew.Add("cook", 1); crew["mate"] = 2; crew["cook"] = 3; crew["cook"] = 3; crew.Remove("mate"); crew.Remove("nobody"); }),
            Do("dictionary cleared", stage => { stage.Of<Ship>("a").crew.Clear(); stage.Of<Ship>("a").crew["boy"] = 1; }),
            Do("hash set", stage => { SyncHashSet<string> flags = stage.Of<Ship>("a").flags; flags.Add("red"); flags.Add("red"); flags.UnionWith(["blue", "white"]); flags.Remove("red"); flags.SymmetricExceptWith(["blue", "black"]); }),
            Do("sorted set", stage => { SyncSortedSet<int> marks = stage.Of<Ship>("a").marks; marks.UnionWith([3, 1, 2]); marks.IntersectWith([1, 2]); marks.ExceptWith([1]); marks.Clear(); marks.Add(7); }),
        ]),
        new("calls of every kind",
        [
            s_join,
            Spawn("a", SeaChart.Frigate, "client"),
            Spawn("b", SeaChart.Frigate, "witness"),
            Spawn("c", SeaChart.Crate),
            Do("ClientRpcs", stage =>
            {
                foreach (string thing in (string[])["a", "b", "c"])
                {
                    stage.Of<Ship>(thing).RpcFire(3);
                    stage.Of<Ship>(thing).RpcSalute("ahoy");
                    stage.Of<Ship>(thing).RpcSpray(1.5f, 2);
                }
            }),
            Do("TargetRpcs", stage =>
            {
                stage.Of<Ship>("a").TargetWhisper("to the owner");
                stage.Of<Ship>("c").TargetTell(stage.Connection, "to you");
                stage.Of<Ship>("a").TargetTell(stage.WitnessConnection, "to another");
                stage.Of<Ship>("b").TargetTell(null, "to the owner");
            }),
            Do("a call and a change", stage => { stage.Of<Ship>("c").hull = 3; stage.Of<Ship>("c").RpcFire(1); }),
            Do("Commands", stage => { stage.Copy<Ship>("a").CmdSteer(10); stage.Copy<Ship>("a").CmdHail("me"); stage.Copy<Ship>("c").CmdHail("nobody's"); stage.Copy<Ship>("b").CmdHail("another's"); }),
            Do("unreliable Command", stage => stage.Copy<Ship>("a").CmdRow(4)),
            Do("a Command that changes and calls", stage => stage.Copy<Ship>("a").CmdRepair(5)),
            Do("Commands of what it does not own", stage => { stage.Copy<Ship>("c").CmdSteer(1); stage.Copy<Ship>("b").CmdSteer(2); }),
            Do("Commands of another client", stage => stage.WitnessCopy<Ship>("b").CmdRepair(6)),
        ]),
        new("an owner that changes",
        [
            s_join,
            Spawn("a", SeaChart.Frigate),
            Do("given", stage => stage["a"].AssignClientAuthority(stage.Connection)),
            Do("given again", stage => stage["a"].AssignClientAuthority(stage.Connection)),
            Do("gold for the owner", stage => { stage.Of<Purse>("a").gold = 5; stage.Of<Purse>("a").notes.Add("owed"); }),
            Do("the client decides", stage => { stage.Copy<Helm>("a").course = 90; stage.Copy<Helm>("a").orders.Add(1); }),
            Do("the client decides more", stage => { stage.Copy<Helm>("a").orders.Insert(0, 2); stage.Copy<Helm>("a").orders.Clear(); stage.Copy<Helm>("a").orders.Add(3); }),
            Do("taken", stage => stage["a"].RemoveClientAuthority()),
            Do("gold for nobody", stage => stage.Of<Purse>("a").gold = 6),
            Do("given to another", stage => stage["a"].AssignClientAuthority(stage.WitnessConnection)),
            Do("the other decides", stage => { stage.WitnessCopy<Helm>("a").course = 180; stage.WitnessCopy<Helm>("a").orders.Add(4); }),
            Do("taken and given in a frame", stage => { stage["a"].RemoveClientAuthority(); stage["a"].AssignClientAuthority(stage.Connection); }),
            Do("given and taken in a frame", stage => { stage["a"].RemoveClientAuthority(); stage["a"].AssignClientAuthority(stage.WitnessConnection); stage["a"].RemoveClientAuthority(); }),
            Do("a refused one", stage => { stage["a"].AssignClientAuthority(stage.WitnessConnection); stage["a"].AssignClientAuthority(stage.Connection); }),
        ]),
        .. Enum.GetValues<ReplacePlayerOptions>().Select(option => new Scenario($"a player replaced, {option}",
        [
            s_join,
            Do("another ship", stage => Replace(stage, "next", option)),
            Do("and another", stage => Replace(stage, "third", option)),
            Do("back to one that was spawned before", stage => { stage.Spawn("fourth", SeaChart.Frigate); Replace(stage, "fourth", option); }),
            Do("which gets hurt", stage => { stage.Of<Ship>("fourth").hull = 1; stage.Of<Purse>("fourth").gold = 2; stage.Of<Ship>("fourth").RpcSalute("all but you"); }),
            s_leave,
            s_join,
        ])),
        .. Enum.GetValues<RemovePlayerOptions>().Select(option => new Scenario($"a player removed, {option}",
        [
            s_join,
            Do("removed", stage => { stage.Things["old"] = stage.Connection.identity!.gameObject; stage.Server.RemovePlayerForConnection(stage.Connection, option); }),
            Do("removed again", stage => stage.Server.RemovePlayerForConnection(stage.Connection, option)),
            Do("a new one", stage => { stage.Things["new"] = stage.Server.World.Instantiate(SeaChart.Captain); stage.Server.AddPlayerForConnection(stage.Connection, stage.Things["new"]); }),
            Do("and hurt", stage => stage.Of<Ship>("new").hull = 4),
        ])),
        new("several ships of one captain",
        [
            s_join,
            Spawn("a", SeaChart.Frigate, "client"),
            Spawn("b", SeaChart.Frigate, "client"),
            Do("orders to both", stage => { stage.Copy<Ship>("a").CmdSteer(1); stage.Copy<Ship>("b").CmdSteer(2); stage.Copy<Helm>("b").course = 3; }),
            Do("the captain moves", stage => stage.Server.ReplacePlayerForConnection(stage.Connection, stage.Things["a"], ReplacePlayerOptions.KeepAuthority)),
            Do("and moves on", stage => stage.Server.ReplacePlayerForConnection(stage.Connection, stage.Things["b"], ReplacePlayerOptions.KeepAuthority)),
            Do("the first sinks", stage => stage.Server.Destroy(stage.Things["a"])),
            s_leave,
        ]),
        new("hidden and shown",
        [
            s_join,
            Spawn("a", SeaChart.Crate),
            Do("hidden", stage => stage.Server.HideForConnection(stage["a"], stage.Connection)),
            Do("changed in the dark", stage => { stage.Of<Ship>("a").hull = 3; stage.Of<Ship>("a").cargo.Add(1); stage.Of<Ship>("a").RpcFire(1); }),
            Do("told in the dark", stage => stage.Of<Ship>("a").TargetTell(stage.Connection, "psst")),
            Do("shown", stage => stage.Server.ShowForConnection(stage["a"], stage.Connection)),
            Do("changed in the light", stage => { stage.Of<Ship>("a").hull = 4; stage.Of<Ship>("a").RpcFire(2); }),
            Do("hidden again", stage => stage.Server.HideForConnection(stage["a"], stage.Connection)),
            Do("sunk in the dark", stage => stage.Server.Destroy(stage.Things["a"])),
            Do("for the owner only", stage => { stage.Things["b"] = stage.Server.World.Instantiate(SeaChart.Frigate); stage["b"].visibility = Visibility.ForceHidden; stage.Server.Spawn(stage.Things["b"], stage.Connection); }),
            Do("for the server only", stage => { stage.Things["c"] = stage.Server.World.Instantiate(SeaChart.Frigate); stage["c"].serverOnly = true; stage.Server.Spawn(stage.Things["c"]); }),
        ]),
        new("not ready and ready",
        [
            s_join,
            Spawn("a", SeaChart.Crate),
            Spawn("gone", SeaChart.Crate),
            Do("not ready", stage => stage.Server.SetClientNotReady(stage.Connection)),
            Do("meanwhile", stage => { stage.Of<Ship>("a").hull = 3; stage.Of<Ship>("a").RpcFire(1); stage.Spawn("b", SeaChart.Frigate, "client"); stage.Server.Destroy(stage.Things["gone"]); }),
            Do("ready", stage => stage.Client.Ready()),
            Do("afterwards", stage => { stage.Of<Ship>("a").hull = 4; stage.Of<Ship>("b").RpcFire(1); stage.Copy<Ship>("b").CmdSteer(5); }),
        ]),
        new("destroyed, unspawned, spawned again",
        [
            s_join,
            Spawn("a", SeaChart.Frigate, "client"),
            Spawn("b", SeaChart.Crate),
            Spawn("c", SeaChart.Crate),
            Do("unspawned", stage => { stage.Server.UnSpawn(stage.Things["a"]); stage.Server.UnSpawn(stage.Things["b"]); }),
            Do("changed while away", stage => { stage.Of<Ship>("a").hull = 1; stage.Of<Ship>("b").cargo.Add(2); }),
            Do("back again", stage => { stage.Server.Spawn(stage.Things["a"]); stage.Server.Spawn(stage.Things["b"], stage.Connection); }),
            Do("away and back in a frame", stage => { stage.Server.UnSpawn(stage.Things["b"]); stage.Server.Spawn(stage.Things["b"]); }),
            Do("destroyed", stage => stage.Server.Destroy(stage.Things["a"])),
            Do("destroyed by the engine", stage => stage.Server.World.Destroy(stage.Things["b"])),
            Do("there and gone in a frame", stage => { stage.Spawn("d", SeaChart.Crate, "client"); stage.Server.Destroy(stage.Things["d"]); }),
            Do("the captain sinks", stage => stage.Server.Destroy(stage.Connection.identity!.gameObject)),
        ]),
        new("out of a pool",
        [
            s_join,
            Spawn("a", SeaChart.Shell),
            Do("hit", stage => stage.Of<Ship>("a").hull = 3),
            Do("back", stage => stage.Server.UnSpawn(stage.Things["a"])),
            Do("out again", stage => { stage.Of<Ship>("a").hull = 100; stage.Server.Spawn(stage.Things["a"], stage.Connection); }),
            Do("hit again", stage => { stage.Of<Ship>("a").hull = 4; stage.Of<Ship>("a").cargo.Add(1); }),
            Do("back again", stage => stage.Server.UnSpawn(stage.Things["a"])),
            Do("two", stage => { stage.Server.Spawn(stage.Things["a"]); stage.Spawn("b", SeaChart.Shell); }),
            s_leave,
            s_join,
        ]),
        new("objects of the scene",
        [
            s_join,
            Do("awake", stage => { stage.Server.SpawnObjects(); Name(stage, "buoy", SeaChart.Buoys[0]); Name(stage, "other", SeaChart.Buoys[1]); }),
            Do("changed and given", stage => { stage.Of<Ship>("buoy").hull = 3; stage["buoy"].AssignClientAuthority(stage.Connection); }),
            Do("asleep", stage => stage.Server.Destroy(stage.Things["buoy"])),
            Do("awake again", stage => stage.Server.SpawnObjects()),
            Do("changed again", stage => { stage.Of<Ship>("buoy").hull = 4; stage.Of<Ship>("buoy").RpcFire(1); stage["buoy"].AssignClientAuthority(stage.Connection); }),
            s_leave,
            s_join,
            Do("changed once more", stage => stage.Of<Ship>("buoy").hull = 5),
        ]),
        new("taken in hand and let go",
        [
            s_join,
            Spawn("bearer", SeaChart.Tower),
            Spawn("item", SeaChart.Crate),
            Do("taken", stage => stage.Of<Ship>("item").GiveTo(stage["bearer"])),
            Do("used", stage => { stage.Of<Ship>("item").hull = 3; stage.Things["bearer"].GetComponent<Ship>()!.hull = 4; stage.Of<Ship>("item").RpcFire(1); }),
            Do("not ready", stage => stage.Server.SetClientNotReady(stage.Connection)),
            Do("ready, with the item in hand", stage => stage.Client.Ready()),
            Do("used again", stage => { stage.Of<Ship>("item").hull = 5; stage.Things["bearer"].GetComponentsInChildren<Radar>(includeInactive: true)[0].blip = 6; }),
            Do("let go", stage => stage.Of<Ship>("item").GiveTo(null)),
            Do("taken by the player", stage => stage.Of<Ship>("item").GiveTo(stage.Connection.identity)),
            Do("sunk with it", stage => stage.Server.Destroy(stage.Connection.identity!.gameObject)),
        ]),
        new("scripts that throw",
        [
            s_join,
            Spawn("a", SeaChart.Fragile, "client"),
            Do("used", stage => { stage.Of<Ship>("a").hull = 3; stage.Of<Ship>("a").RpcFire(1); stage.Copy<Ship>("a").CmdSteer(1); }),
            Do("taken", stage => stage["a"].RemoveClientAuthority()),
            Do("as a player", stage => stage.Server.ReplacePlayerForConnection(stage.Connection, stage.Things["a"], ReplacePlayerOptions.KeepActive)),
            Do("unspawned", stage => stage.Server.UnSpawn(stage.Things["a"])),
            Do("spawned", stage => stage.Server.Spawn(stage.Things["a"])),
            Do("destroyed", stage => stage.Server.Destroy(stage.Things["a"])),
        ]),
        new("a server that stops",
        [
            s_join,
            Spawn("a", SeaChart.Frigate, "client"),
            Spawn("b", SeaChart.Crate),
            Do("stopped", stage => stage.Server.Shutdown()),
            Do("started", stage => { stage.Server.Listen(); stage.Spawn("c", SeaChart.Crate); }),
            s_join,
        ]),
        new("a client that is thrown out",
        [
            s_join,
            Spawn("a", SeaChart.Frigate, "client"),
            Do("thrown out", stage => stage.Connection.Disconnect()),
            s_join,
            Do("thrown out by a handler that fails", stage =>
            {
                stage.Server.ReplaceHandler<ReadyMessage>((_, _) => throw new InvalidOperationException("A handler that fails, on purpose."));
                stage.Client.Send(new ReadyMessage());
            }),
        ]),
    ];

    private static Step Do(string name, Action<Stage> act) => new(name, act);

    private static Step Spawn(string thing, string prefab, string? owner = null) =>
        new($"spawn {thing}, a {prefab}{(owner is null ? "" : $" of {owner}")}", stage => stage.Spawn(thing, prefab, owner));

    private static void Replace(Stage stage, string thing, ReplacePlayerOptions option)
    {
        if (!stage.Things.ContainsKey(thing)) stage.Things[thing] = stage.Server.World.Instantiate(SeaChart.Frigate);
        stage.Server.ReplacePlayerForConnection(stage.Connection, stage.Things[thing], option);
    }

    private static void Name(Stage stage, string thing, ulong sceneId) =>
        stage.Things[thing] = stage.Server.spawned.Values.Single(identity => identity.sceneId == sceneId).gameObject;
}
