using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using RigGame;

namespace Tain.Conformance.Sessions;

/// <summary>What the recorded client found when it looked at its copy of the game (the "PASS" lines), looked at in a client of ours.</summary>
internal sealed partial class RecordedFindings
{
    private readonly Dictionary<string, Action> _checks;
    private readonly NetworkClient _client;

    /// <param name="client">A client that took part in the session to its end.</param>
    /// <param name="written">What its world logged.</param>
    public RecordedFindings(NetworkClient client, SessionLog written)
    {
        _client = client;
        RigPlayer player = client.localPlayer!.GetComponent<RigPlayer>()!;
        List<string> log = written.Lines;
        _checks = new()
        {
            ["connected"] = () => Assert.True(client.isConnected),
            ["spawned local player"] = () => Assert.True(player.isLocalPlayer && player.isOwned && player.isClient && !player.isServer),
            ["initial SyncList"] = () => Assert.Contains("OnStartClient player netId=4 health=100 numbers=1,2", log),
            ["SyncVar hook"] = () => Assert.Equal(93, player.health),
            ["SyncVar string"] = () => Assert.Equal("hello ünï", player.playerName),
            ["SyncVar enum"] = () => Assert.Equal(RigState.Greeted, player.state),
            ["SyncVar struct"] = () => Assert.Equal(new RigItem { id = 7, name = "sword", pos = new Vector3(1, 2, 3) }, player.weapon),
            ["SyncVar NetworkIdentity"] = () => Assert.Same(player.netIdentity, player.friend),
            ["SyncList delta"] = () => Assert.Equal([42, 7], player.numbers),
            ["SyncList struct"] = () => Assert.Equal([new RigItem { id = 9, pos = Vector3.UnitY }], player.items),
            ["SyncDictionary"] = () => Assert.Equal([new("hello ünï", 7), new("start", 6)], player.scores.OrderBy(static one => one.Key, StringComparer.Ordinal)),
            ["SyncHashSet"] = () => Assert.Equal(["greeted"], player.tags),
            ["ClientRpc"] = () => Assert.Single(log, "RpcSay server 1 hello ünï"),
            ["ClientRpc unreliable"] = () => Assert.Single(log, "RpcFast 7"),
            ["ClientRpc includeOwner=false is not for the owner"] = () => Assert.DoesNotContain(log, static line => line.StartsWith(nameof(RigPlayer.RpcOthers), StringComparison.Ordinal)),
            ["TargetRpc to owner"] = () => Assert.Single(log, "TargetWelcome welcome hello ünï"),
            ["TargetRpc to connection"] = () => Assert.Single(log, "TargetWhisper psst"),
            ["custom message"] = () => Assert.Single(log, "chat: re: hi 2"),
            ["finished"] = () => Assert.Empty(written.Complaints),
        };
    }

    /// <summary>Those that do not depend on how long the session took.</summary>
    public IEnumerable<string> Timeless => _checks.Keys;

    /// <summary>Whether a line tells a finding, or how many there were.</summary>
    public static bool IsOne(string text) => text.StartsWith("PASS ", StringComparison.Ordinal) || text.StartsWith("CLIENT DONE ", StringComparison.Ordinal);

    /// <summary>Fails when our client finds something else.</summary>
    public void Check(string text)
    {
        if (Place().Match(text) is { Success: true } place) CheckPlace(place.Groups);
        else if (Count().Match(text) is { Success: true } count) CheckCount(count.Groups);
        else if (RoundTrip().Match(text) is { Success: true } roundTrip) Assert.Equal(Number(roundTrip.Groups[1]) / 1000, _client.NetworkTime.rtt, 0.003);
        else if (ServerTime().Match(text) is { Success: true } time) Assert.Equal(Number(time.Groups[1]), _client.NetworkTime.time, 0.02);
        else if (text.StartsWith("CLIENT DONE ", StringComparison.Ordinal)) Assert.Equal("CLIENT DONE 27 passed, 0 failed", text);
        else if (_checks.TryGetValue(text["PASS ".Length..], out Action? check)) check();
        else Assert.Fail($"The recorded client found '{text}', which this test does not know. Teach it.");
    }

    // It looked within a frame; where the mob is shown moves by 0.17 in one.
    private void CheckPlace(GroupCollection found)
    {
        Vector3 shown = Mob(found[1]).transform.position;
        Vector3 recorded = new((float)Number(found[2]), 0, (float)Number(found[3]));
        Assert.InRange(Vector3.Distance(recorded, shown), 0, 0.2f);
        Assert.Equal(RecordedMobs.Radius, shown.Length(), 0.05);
    }

    private void CheckCount(GroupCollection found)
    {
        RigMob mob = Mob(found[1]);
        Assert.Equal((Number(found[2]), Number(found[3])), (mob.counter, mob.Hooks));
        Assert.Equal(mob.counter * 0.5f, mob.heat);
    }

    private RigMob Mob(Group assetId) =>
        _client.spawned.Values.Single(identity => identity.assetId == (uint)Number(assetId)).GetComponent<RigMob>()!;

    private static double Number(Group text) => double.Parse(text.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^PASS mob (\d+) moves on its circle: \(([-\d.]+), 0\.00, ([-\d.]+)\) r=10\.00$")]
    private static partial Regex Place();

    [GeneratedRegex(@"^PASS mob (\d+) counter=(\d+) hooks=(\d+)$")]
    private static partial Regex Count();

    [GeneratedRegex(@"^PASS rtt ([\d.]+) ms$")]
    private static partial Regex RoundTrip();

    [GeneratedRegex(@"^PASS NetworkTime\.time ([\d.]+)$")]
    private static partial Regex ServerTime();
}
