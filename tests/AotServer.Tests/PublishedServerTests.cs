using System.Globalization;
using System.Numerics;
using RigGame;
using Tain;
using Tain.Conformance.Sessions;

namespace AotServer.Tests;

/// <summary>
/// The sample, published in the ways that cut away what they do not see used: compiled ahead of time, and trimmed. Both publish without a warning, into one file, and
/// that file plays the recorded session with a client in this process.
/// </summary>
public sealed class PublishedServerTests
{
    private static readonly RecordedSession s_recorded = RecordedSession.Load("session-kcp.json");
    private static readonly TimeSpan PlayTimeout = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task ANativeServerPlaysTheRecordedSession() => await PlayAsync(await Publishing.NativeAsync());

    [Fact]
    public async Task ATrimmedServerPlaysTheRecordedSession() => await PlayAsync(await Publishing.TrimmedAsync());

    private static async Task PlayAsync(string binary)
    {
        using PublishedServer server = await PublishedServer.StartAsync(binary);
        using var visitor = new Visitor(server.Address);
        Until(() => visitor.HasJoined, visitor);
        RecordedPlayer.Greet(visitor.Client);
        var place = new Vector3(0, 2, 3);
        Until(() => HasHeardAll(visitor), visitor, eachTick: () =>
        {
            place.X += 1f / 60;
            visitor.Player.transform.position = place;
            visitor.Player.CmdEcho(1, visitor.Client.NetworkTime.localTime);
        });

        // Who comes later gets all of it at once.
        using var late = new Visitor(server.Address);
        Until(() => late.HasJoined && late.Mobs.All(static mob => IsOnItsCircle(mob.transform.position)), visitor, late);
        CheckFindings(visitor);
        CheckLateJoiner(late, visitor);

        visitor.Leave();
        late.Leave();
        CheckClientLog(visitor);
        CheckServerLog(await server.StopAsync());
    }

    // The clock here is the real one, because the server's is.
    private static void Until(Func<bool> done, Visitor visitor, Visitor? second = null, Action? eachTick = null)
    {
        using var end = new CancellationTokenSource(PlayTimeout);
        using var loop = new GameLoop(deltaTime =>
        {
            eachTick?.Invoke();
            visitor.Tick(deltaTime);
            second?.Tick(deltaTime);
            if (done()) end.Cancel();
        });
        loop.Run(end.Token);
        Assert.True(done(), $"It did not come so far in {PlayTimeout.TotalSeconds} s. The client's log:\n{string.Join('\n', visitor.Log.Lines.Concat(visitor.Log.Complaints))}");
    }

    private static bool HasHeardAll(Visitor visitor) =>
        visitor.Log.Lines.Count >= ClientLines().Count() && visitor.Player.Echoes >= 10 && visitor.Mobs.All(static mob => mob.Hooks >= 3 && IsOnItsCircle(mob.transform.position));

    private static bool IsOnItsCircle(Vector3 position) => Math.Abs(position.Length() - RecordedMobs.Radius) < 0.1f;

    private static void CheckFindings(Visitor visitor)
    {
        var findings = new RecordedFindings(visitor.Client, visitor.Log);
        foreach (string finding in findings.Timeless) findings.Check($"PASS {finding}");
        Assert.Equal(3, visitor.Mobs.Count());
        Assert.All(visitor.Mobs, static mob => Assert.Equal(mob.counter * 0.5f, mob.heat));
        Assert.InRange(visitor.Client.NetworkTime.rtt, double.Epsilon, 1);
    }

    private static void CheckLateJoiner(Visitor late, Visitor first)
    {
        RigPlayer seen = late.Client.spawned[first.Player.netId].GetComponent<RigPlayer>()!;
        RigPlayer own = first.Player;
        Assert.Equal((own.health, own.playerName, own.state, own.weapon), (seen.health, seen.playerName, seen.state, seen.weapon));
        Assert.Same(seen.netIdentity, seen.friend);
        Assert.Equal(own.numbers, seen.numbers);
        Assert.Equal(own.items, seen.items);
        Assert.Equal(own.scores.OrderBy(static one => one.Key), seen.scores.OrderBy(static one => one.Key));
        Assert.Equal(own.tags, seen.tags);
        Assert.False(seen.isOwned);
        // It walked on a line, and the server passes on where it is.
        Assert.InRange(seen.transform.position.X, 0.01f, own.transform.position.X + 0.5f);
        Assert.Equal((2f, 3f), (seen.transform.position.Y, seen.transform.position.Z));
    }

    private static IEnumerable<string> ClientLines() => s_recorded.MarksOf(server: false).Where(static text => !RecordedFindings.IsOne(text) && text != "client: disconnected");

    // The unreliable call may come before or after the reliable ones of its frame. At the end the second player appears, and the session is over.
    private static void CheckClientLog(Visitor visitor)
    {
        const string unreliable = "RpcFast 7";
        Assert.Single(visitor.Log.Lines, unreliable);
        Assert.Equal(
            [.. ClientLines().Where(static line => line != unreliable), "OnStartClient player netId=5 health=100 numbers=1,2", "client: disconnected"],
            visitor.Log.Lines.Where(static line => line != unreliable));
        Assert.Empty(visitor.Log.Complaints);
    }

    // The late joiner had a player too, and did nothing.
    private static void CheckServerLog(string[] written)
    {
        string[] ids = [.. written.Where(static line => line.StartsWith("server: connected ", StringComparison.Ordinal)).Select(static line => line.Split(' ')[^1])];
        Assert.Equal(2, ids.Length);
        IEnumerable<string> first = s_recorded.MarksOf(server: true).Select(line => line.Replace($"{s_recorded.ConnectionId}", ids[0], StringComparison.Ordinal));
        string[] second = ["OnStartServer player netId=5", .. new[] { "connected {0}", "ready {0}", "player {0} netId=5", "disconnected {0}" }.Select(line => "server: " + string.Format(CultureInfo.InvariantCulture, line, ids[1]))];
        Assert.Equal(first.Concat(second).Order(), written[..^1].Order());
        Assert.Equal(first, written.Where(line => !second.Contains(line) && line != written[^1]));
        Assert.StartsWith("stopped after ", written[^1], StringComparison.Ordinal);
    }
}
