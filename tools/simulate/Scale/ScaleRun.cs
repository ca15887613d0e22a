using System.Numerics;
using Tain.Simulation;

namespace Tain.Simulate;

/// <summary>The script played once, under one setup: what each client shows in the end, and what was sent on the way.</summary>
internal sealed class ScaleRun
{
    public const int Clients = ScaleScript.Residents + Visitors;

    private const int Visitors = 3;

    private static readonly TimeSpan s_checkInterval = TimeSpan.FromMilliseconds(200);

    private readonly ScaleSetup _setup;
    private readonly SimulatedNetwork _net;
    private readonly ScaleServer _server;
    private readonly ScaleSeat[] _machines;

    private ScaleRun(ulong seed, MatchSettings settings, ScaleSetup setup)
    {
        _setup = setup;
        _net = new SimulatedNetwork(seed, settings.Profile);
        _net.Invariant(Journal.ThrowIfFailed);
        _server = new ScaleServer(_net, setup, Journal, Clients, hasHost: seed % 4 == 0);
        _machines = [.. Enumerable.Range(0, Clients).Select(number => new ScaleSeat(_net, Journal, number))];
    }

    public MatchJournal Journal { get; } = new();

    public ulong Fingerprint => _net.RunFingerprint;

    /// <summary>What each client shows, in words.</summary>
    public string[][] Views { get; private set; } = [];

    /// <summary>The calls of lasting objects that each resident heard; null when its connection broke.</summary>
    public IReadOnlyList<(int Thing, int Serial)>?[] Heard { get; private set; } = [];

    /// <summary>How many ticks were shared out.</summary>
    public int SharedOut => _server.Workers?.Runs ?? 0;

    /// <exception cref="MatchFailure">A client shows something else than the server has, or something went wrong on the way.</exception>
    public static ScaleRun Play(ulong seed, MatchSettings settings, ScaleSetup setup)
    {
        var run = new ScaleRun(seed, settings, setup);
        try
        {
            run.Play(seed, settings);
        }
        catch (SimulationException e)
        {
            throw new MatchFailure($"{setup.Name}: {e.Message}", e);
        }

        return run;
    }

    /// <exception cref="MatchFailure">There is something to blame the run for.</exception>
    public void Fail(string? what)
    {
        if (what is not null) throw new MatchFailure($"{_setup.Name}, seed {_net.Seed}: {what}.");
    }

    public MatchReport Report(string summary) => MatchReport.Of(_net, Journal, _server.Network.spawned.Count, summary);

    private void Play(ulong seed, MatchSettings settings)
    {
        var script = new ScaleScript(seed, _server, _machines);
        script.Begin();
        foreach (ScaleSeat machine in _machines[..ScaleScript.Residents]) machine.Join();
        Settle(settings);

        // From here on, frame by frame.
        int frames = (int)(settings.PlayTime.TotalSeconds * ScaleServer.FramesPerSecond);
        _server.Act = () =>
        {
            if (frames-- > 0) script.Act();
        };
        _net.RunUntil(() => frames <= 0, settings.PlayTime * 2);
        _server.Act = null;
        foreach (ScaleSeat machine in _machines)
        {
            machine.IsPlaying = false;
            machine.Join();
        }

        Settle(settings);
        Settle(settings, script);
        Views = [.. _machines.Select(machine => View(machine.Client!))];
        Heard = [.. _machines[..ScaleScript.Residents].Select(machine => machine.Connections == 1 ? machine.Heard.Calls : null)];
    }

    // An owner and the server may know different values of what the owner decides, until it decides again.
    private void Settle(MatchSettings settings, ScaleScript? finishing = null)
    {
        TimeSpan end = _net.Clock.Elapsed + settings.SettleTime, next = _net.Clock.Elapsed + s_checkInterval;
        string? difference = "Nothing was compared yet.";
        using IDisposable checking = _net.Every(s_checkInterval, () =>
        {
            // Again and again: a connection may break on what was said once.
            finishing?.Finish();
            if (_net.Clock.Elapsed < next) return;
            difference = FindDifference(isFinished: finishing is not null);
            if (difference is not null && _net.Clock.Elapsed > end) throw new InvalidOperationException($"The worlds do not become equal. {difference}");
        });
        _net.RunUntil(() => difference is null, settings.SettleTime + s_checkInterval * 3);
    }

    private string? FindDifference(bool isFinished)
    {
        foreach (ScaleSeat machine in _machines)
        {
            if (!machine.IsWanted) continue;
            string? difference = machine.Client is not { } client ? "It is not running."
                : ReplicaCheck.FindDifference(_server.Network, client, component => component is not NetworkTransformBase && (isFinished || component is not Dial)) ?? FindLostReference(client) ?? FindOtherPlace(client);
            if (difference is not null) return $"{machine.Name}: {difference}";
        }

        return null;
    }

    // What an object points to is found as soon as it is there, whichever came first.
    private string? FindLostReference(NetworkClient client)
    {
        foreach (NetworkIdentity copy in client.spawned.Values)
        {
            Thing original = _server.Network.spawned[copy.netId].GetComponent<Thing>()!, theirs = copy.GetComponent<Thing>()!;
            if (FindLost("target", original.target, theirs.target, client) is { } target) return $"thing {original.id}: {target}";
            if (FindLost("friend", original.friend?.netIdentity, theirs.friend?.netIdentity, client) is { } friend) return $"thing {original.id}: {friend}";
        }

        return null;
    }

    // Differences that are not those of others would add up.
    private string? FindOtherPlace(NetworkClient client)
    {
        foreach (NetworkIdentity copy in client.spawned.Values)
        {
            if (copy.GetComponent<NetworkTransformReliable>() is not { } there) continue;
            NetworkIdentity original = _server.Network.spawned[copy.netId];
            Vector3 expected = original.transform.position, shown = copy.transform.position;
            if (Vector3.Distance(expected, shown) > 2 * there.positionPrecision) return $"netId {copy.netId} stands at {shown} instead of {expected}.";
        }

        return null;
    }

    private static string? FindLost(string name, NetworkIdentity? original, NetworkIdentity? theirs, NetworkClient client)
    {
        bool isThere = original is not null && client.spawned.ContainsKey(original.netId);
        return (isThere ? original!.netId : 0) == (theirs?.netId ?? 0) ? null : $"its {name} is netId {theirs?.netId} instead of {original?.netId}, which is {(isThere ? "" : "not ")}there.";
    }

    private static string[] View(NetworkClient client) =>
    [
        .. client.spawned.Values
            .OrderBy(identity => identity.GetComponent<Thing>()!.id)
            .Select(identity => $"{(identity.isOwned ? "own " : "")}{string.Join("; ", identity.GetComponents<ScaleBehaviour>().Select(script => script.Describe()))}"),
    ];
}
