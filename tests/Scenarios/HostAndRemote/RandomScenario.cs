using Tain.Scenarios.HostAndRemote.Scripts;
using Tain.Simulation;

namespace Tain.Scenarios.HostAndRemote;

/// <summary>
/// Writes a scenario by chance: it composes what the <see cref="Table"/> shows one by one. It keeps a small model of what will be there, so that every step is possible;
/// both runs then carry out the same steps.
/// </summary>
internal sealed partial class RandomScenario
{
    public const string Buoy = "buoy";

    private const int StepCount = 30;

    private readonly SimulatedRandom _random;
    private readonly List<ModelThing> _things = [];
    private readonly List<Step> _steps = [];
    private bool _isThere;
    private bool _isReady;
    private bool _hasPlayer;
    private bool _buoysKnown;
    private int _named;

    private RandomScenario(ulong seed) => _random = new SimulatedRandom(seed);

    public static Scenario Make(ulong seed)
    {
        var writer = new RandomScenario(seed);
        for (int i = writer._random.Next(3); i > 0; i--) writer.Add(writer.Spawn());
        writer.Join();
        while (writer._steps.Count < StepCount) writer.AddAny();
        return new Scenario($"seed {seed}", writer._steps);
    }

    private void AddAny()
    {
        switch (_random.Next(20))
        {
            case < 9:
                Add(AtOnce());
                break;
            case 9 or 10:
                Add(Spawn());
                break;
            case 11:
                End();
                break;
            case 12:
                Own();
                break;
            case 13:
                Move();
                break;
            case 14:
                HideOrShow();
                break;
            case 15:
                Hold();
                break;
            case 16:
                UseScene();
                break;
            case 17 or 18:
                ClientActs();
                break;
            default:
                ComeAndGo();
                break;
        }
    }

    private void Add(Step step) => _steps.Add(step);

    private void Add(string name, Action<Stage> act) => _steps.Add(new Step(name, act));

    // One to three things that the server does in one frame.
    private Step AtOnce()
    {
        Step[] parts = [.. Enumerable.Range(0, 1 + _random.Next(3)).Select(_ => Change())];
        return new Step(string.Join(" + ", parts.Select(part => part.Name)), stage =>
        {
            foreach (Step part in parts) part.Act(stage);
        });
    }

    private Step Change()
    {
        if (Pick(thing => thing.IsSpawned) is not { } thing) return Spawn();
        string name = thing.Name;
        int value = _random.Next(5), kind = _random.Next(16);
        return kind switch
        {
            0 or 1 => new($"{name}.hull = {value}", stage => stage.Of<Ship>(name).hull = value),
            2 => new($"{name}.title = {value}", stage => stage.Of<Ship>(name).title = $"{value}"),
            3 => new($"{name}.cargo add {value}", stage => stage.Of<Ship>(name).cargo.Add(value)),
            4 => new($"{name}.cargo insert {value}", stage => stage.Of<Ship>(name).cargo.Insert(0, value)),
            5 => new($"{name}.cargo remove {value}", stage => stage.Of<Ship>(name).cargo.Remove(value)),
            6 => new($"{name}.cargo clear", stage => stage.Of<Ship>(name).cargo.Clear()),
            7 => new($"{name}.crew[{value}] = {kind}", stage => stage.Of<Ship>(name).crew[$"{value}"] = kind),
            8 => new($"{name}.crew remove {value}", stage => stage.Of<Ship>(name).crew.Remove($"{value}")),
            9 => new($"{name}.flags change {value}", stage => stage.Of<Ship>(name).flags.SymmetricExceptWith([$"{value}", "x"])),
            10 => new($"{name}.marks add {value}", stage => stage.Of<Ship>(name).marks.Add(value)),
            11 => new($"{name} fires {value}", stage => stage.Of<Ship>(name).RpcFire(value)),
            12 => new($"{name} salutes {value}", stage => stage.Of<Ship>(name).RpcSalute($"{value}")),
            13 => new($"{name} sprays {value}", stage => stage.Of<Ship>(name).RpcSpray(value, value)),
            14 when thing.HasPurse => new($"{name}.gold = {value}", stage => stage.Of<Purse>(name).gold = value),
            15 when thing.HasPurse => new($"{name}.blip = {value}", stage => stage.Of<Radar>(name).blip = value),
            _ => new($"{name}.holder is said again", stage => stage.Of<Ship>(name).holder = stage.Of<Ship>(name).holder),
        };
    }

    private Step Spawn()
    {
        string prefab = ((string[])[SeaChart.Crate, SeaChart.Frigate, SeaChart.Tower, SeaChart.Fragile, SeaChart.Shell])[_random.Next(5)];
        string? owner = _random.Next(4) switch { 0 when _isThere => "client", 1 => "witness", _ => null };
        var thing = new ModelThing($"{prefab.ToLowerInvariant()}{++_named}", prefab) { Owner = owner };
        _things.Add(thing);
        return new Step($"spawn {thing.Name} of {owner ?? "nobody"}", stage => stage.Spawn(thing.Name, prefab, owner));
    }

    private void Join()
    {
        Add("join", stage => stage.Join());
        _isThere = true;
        _isReady = true;
        _hasPlayer = true;
    }

    private void ComeAndGo()
    {
        if (!_isThere)
        {
            Join();
        }
        else if (!_isReady)
        {
            Add("ready", stage => stage.Client.Ready());
            _isReady = true;
            foreach (ModelThing thing in _things) thing.IsHidden = false;
        }
        // Without a player a client that is ready again gets no world (6.2).
        else if (_hasPlayer && _random.Chance(0.5))
        {
            Add("not ready", stage => stage.Server.SetClientNotReady(stage.Connection));
            _isReady = false;
        }
        else
        {
            Add("leave", stage => stage.Client.Disconnect());
            _isThere = false;
            _isReady = false;
            foreach (ModelThing thing in _things.Where(thing => thing.Owner == "client").ToList())
            {
                if (thing.IsOfScene) thing.Owner = null;
                else Forget(thing);
            }
            foreach (ModelThing thing in _things) thing.IsHidden = false;
        }
    }

    private ModelThing? Pick(Func<ModelThing, bool> suits)
    {
        ModelThing[] candidates = [.. _things.Where(suits)];
        return candidates.Length == 0 ? null : candidates[_random.Next(candidates.Length)];
    }

    // What hangs on it goes with it.
    private void Forget(ModelThing thing)
    {
        _things.Remove(thing);
        if (thing.IsPlayer) _hasPlayer = false;
        foreach (ModelThing held in _things.Where(other => other.HeldBy == thing).ToList()) Forget(held);
    }

    private bool IsBound(ModelThing thing) => thing.HeldBy is not null || _things.Any(other => other.HeldBy == thing);
}
