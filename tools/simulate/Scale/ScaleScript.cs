using System.Numerics;
using Tain.Simulation;

namespace Tain.Simulate;

/// <summary>
/// What happens in the world and to the players, from a seed. No decision looks at what the network has done so far, so that it is the same under every setup.
/// </summary>
internal sealed class ScaleScript
{
    /// <summary>So many objects are in the first room from the beginning to the end.</summary>
    public const int Lasting = 8;

    /// <summary>So many players stay, and see the first room all the time.</summary>
    public const int Residents = 2;

    private const int MovingThings = 32;
    private const int ActsPerFrame = 12;

    private readonly SimulatedRandom _random;
    private readonly ScaleServer _server;
    private readonly ScaleSeat[] _machines;
    private readonly List<Plan> _plans;

    public ScaleScript(ulong seed, ScaleServer server, ScaleSeat[] machines)
    {
        _random = new SimulatedRandom(seed).Fork(1);
        _server = server;
        _machines = machines;
        _plans = server.Plans;
        for (int i = 0; i < Lasting + MovingThings; i++) _plans.Add(new Plan(i) { Room = i < Lasting ? 0 : _random.Next(ScaleSeats.Rooms) });
        foreach (ulong sceneId in ScalePrefabs.SceneIds) _plans.Add(new Plan(_plans.Count * 5) { SceneId = sceneId, Room = _random.Next(ScaleSeats.Rooms) });
        for (int seat = 0; seat < server.Seats.Count; seat++)
        {
            for (int room = 0; room < ScaleSeats.Rooms; room++) server.Seats.SendEvery(seat, room) = AnyRate(seat, room);
        }
    }

    /// <summary>What is there when the first players come.</summary>
    public void Begin()
    {
        for (int i = 0; i < Lasting + MovingThings; i++)
        {
            if (i < Lasting || _random.Chance(0.6)) _server.Spawn(_plans[i]);
        }

        _server.SpawnScene();
    }

    /// <summary>One frame.</summary>
    public void Act()
    {
        for (int i = _random.Next(ActsPerFrame); i > 0; i--) Change(_plans[_random.Next(_plans.Count)]);
        if (_random.Chance(0.3)) Arrange(_plans[Lasting + _random.Next(_plans.Count - Lasting)]);
        if (_random.Chance(0.1)) Give(_plans[_random.Next(_plans.Count)]);
        if (_random.Chance(0.08)) Walk();
        if (_random.Chance(0.05)) Storm();
        if (_random.Chance(0.02)) _server.SpawnScene();
        if (_random.Chance(0.06)) Trouble();
    }

    /// <summary>Where values come from clients, everybody gives the same last one.</summary>
    public void Finish()
    {
        foreach (Plan plan in _plans)
        {
            if (plan is { IsSpawned: true, Thing: { } thing } && (thing.connectionToClient is not { } owner || owner == _server.Network.localConnection)) thing.GetComponent<Dial>()?.Finish();
        }

        foreach (ScaleSeat machine in _machines) machine.Finish();
    }

    private void Change(Plan plan)
    {
        int what = _random.Next(14), value = _random.Next(100_000);
        Plan other = _plans[_random.Next(_plans.Count)];
        if (!plan.IsSpawned || plan.Thing is not { } thing) return;
        NetworkIdentity? reference = other is { IsSpawned: true, Thing: { } seen } ? seen.netIdentity : null;
        switch (what)
        {
            case 0 or 1:
                thing.number = value;
                break;
            case 2:
                thing.label = value % 10 == 0 ? new string('x', value % 900) : $"label {value}";
                break;
            case 3:
                thing.target = reference;
                break;
            case 4:
                thing.friend = reference?.GetComponent<Thing>();
                break;
            case 5:
                thing.Call();
                break;
            case 6:
                thing.number = value;
                thing.Call();
                break;
            default:
                ChangeMore(what, value, reference, thing);
                break;
        }
    }

    private void ChangeMore(int what, int value, NetworkIdentity? reference, Thing thing)
    {
        if (thing.GetComponent<Slow>() is { } slow && what == 7) (slow.growth, slow.root) = (value, reference);
        if (thing.GetComponent<Abacus>() is { } abacus && what is 8 or 9 or 13) abacus.Push(value);
        if (thing.GetComponent<NetworkTransformReliable>() is not null && what is 10 or 11 or 12) thing.transform.position += new Vector3(value % 7, value % 100 / 10f, 0);
        if (thing.GetComponent<Bag>() is not { } bag) return;
        // The bag draws from a generator of its own, since how often depends on what it holds.
        if (what is 8 or 9) bag.Shake(new SimulatedRandom((ulong)value));
        if (what == 10) (thing.GetComponent<Glow>()!.heat, thing.GetComponent<Glow>()!.hue) = (value, value % 7);
        if (what == 11) thing.GetComponent<Etching>()!.lines = value;
        if (what == 12) thing.GetComponent<Secret>()!.code = value;
        if (what == 13)
        {
            thing.GetComponent<Secret>()!.hints.Add(value);
            if (thing.connectionToClient is not null) thing.CallOwner();
        }
    }

    // Things come, go, come again as they were, move, hide.
    private void Arrange(Plan plan)
    {
        int what = _random.Next(8), room = _random.Next(ScaleSeats.Rooms);
        bool isKept = _random.Chance(0.5), again = _random.Chance(0.3);
        if (!plan.IsSpawned)
        {
            plan.Room = room;
            if (plan.SceneId == 0) _server.Spawn(plan);
        }
        else if (what <= 3)
        {
            plan.Room = room;
            _server.SetRoom(plan);
        }
        else if (what == 4)
        {
            plan.Visibility = (Visibility)(room % 3);
            _server.SetVisibility(plan);
        }
        else
        {
            _server.Remove(plan, isKept);
            if (again && plan.SceneId == 0) _server.Spawn(plan);
        }
    }

    private void Give(Plan plan)
    {
        plan.Owner = _random.Next(-1, _server.Seats.Count);
        if (plan.IsSpawned) _server.SetOwner(plan);
    }

    // A player looks into other rooms, or from farther away.
    private void Walk()
    {
        int seat = _random.Next(_server.Seats.Count), room = _random.Next(ScaleSeats.Rooms);
        _server.SetRate(seat, room, AnyRate(seat, room));
    }

    private int AnyRate(int seat, int room)
    {
        int rate = _random.Next(6);
        bool mustSee = seat < Residents && room == 0;
        return rate == 5 ? (mustSee ? 1 : 0) : Math.Max(1, rate);
    }

    // Everything changes at once: more than a budget allows.
    private void Storm()
    {
        int value = _random.Next(100_000);
        foreach (Plan plan in _plans)
        {
            if (plan is not { IsSpawned: true, Thing: { } thing }) continue;
            thing.number = value + plan.Id;
            if (thing.GetComponent<Bag>() is { } bag && plan.Id % 3 == 0) bag.weight = value;
        }
    }

    private void Trouble()
    {
        int seat = _random.Next(_machines.Length), what = _random.Next(5);
        if (seat < Residents) _machines[seat].Cut(TimeSpan.FromSeconds(1.5));
        else if (what == 4 && _machines[seat].IsWanted) _server.Interrupt(seat);
        else _machines[seat].Suffer((Mishap)what);
    }
}
