using System.Numerics;

namespace Tain.Simulate;

/// <summary>
/// A player. Its reliable calls are numbered, so that each side notices one that is missing, doubled, out of order, or from before the receiver saw the object.
/// </summary>
internal sealed class Fighter : MatchBehaviour
{
    [SyncVar(hook = nameof(OnHealthChanged))] public int health = 100;
    [SyncVar] public Vector3 place;
    [SyncVar] public string title = "";
    [SyncVar] public int cheers;
    [SyncVar] public NetworkIdentity? carried;

    public readonly SyncList<int> trophies = new();
    public readonly SyncHashSet<string> badges = new();

    private int _commandsHeard;
    private bool _mayHaveMissedCommands;
    private int _scoresHeard;

    // Unknown on a host that comes back: it finds the object as it is by now.
    private int? _cheersHeard = 0;
    private int? _healthSeen = 100;

    public override void OnStartClient() => trophies.OnChange = (operation, index, _) =>
    {
        Journal.Hooks++;
        Expect(operation == SyncList<int>.Operation.OP_CLEAR || (index >= 0 && index <= trophies.Count), $"a list of {trophies.Count} says that {index} changed");
    };

    public override void OnStopClient() => (_cheersHeard, _healthSeen) = (null, null);

    public override void OnStartServer() => title = $"fighter {netId}";

    public override void OnDeserialize(NetworkReader reader, bool initialState)
    {
        base.OnDeserialize(reader, initialState);

        // Whoever sees the object from now on hears the calls from now on: this many were before.
        if (initialState) _cheersHeard = cheers;
    }

    // Client: one of the things a player can do. Its machine counts the commands: this copy of the player may be a second one, after the world was given anew.
    public void Act(Simulation.SimulatedRandom random, NetworkIdentity? other, ref int commandsSent)
    {
        switch (random.Next(6))
        {
            case 0 or 1:
                CmdWalk(++commandsSent, new Vector3(random.Next(-3, 4), 0, random.Next(-3, 4)));
                break;
            case 2:
                CmdStrike(++commandsSent, other);
                break;
            case 3:
                CmdTake(++commandsSent, other);
                break;
            case 4:
                CmdDrop(++commandsSent);
                break;
            default:
                CmdLook((float)random.NextDouble());
                break;
        }
    }

    // Server.
    public void Cheer()
    {
        cheers++;
        RpcCheer(cheers, $"hurray {cheers}");
        if (cheers % 3 == 0) RpcOthers();
        if (cheers % 5 == 0) RpcSpark(health);
    }

    // Server. How often is part of what the owner is told with the object, so that it knows what to expect.
    public void Score() => TargetScore(++GetComponent<Purse>()!.scores);

    // Client: calls from now on; so many were before.
    public void StartScoresAt(int scores) => _scoresHeard = scores;

    // Server.
    public void Decorate(Simulation.SimulatedRandom random)
    {
        int last = trophies.Count - 1;
        switch (random.Next(8))
        {
            case 0 when last >= 0:
                trophies.RemoveAt(random.Next(trophies.Count));
                break;
            case 1 when last >= 0:
                trophies[random.Next(trophies.Count)] = random.Next(1000);
                break;
            case 2:
                trophies.Insert(random.Next(trophies.Count + 1), random.Next(1000));
                break;
            case 3 when last > 10:
                trophies.Clear();
                break;
            case 4:
                badges.Remove($"badge {random.Next(12)}");
                break;
            case 5 or 6:
                badges.Add($"badge {random.Next(12)}");
                break;
            default:
                trophies.Add(random.Next(1000));
                break;
        }
    }

    // Server: what a connection that is not ready sends is not for it to decide.
    public void MayMissCommands() => _mayHaveMissedCommands = true;

    // Server. A reference to an object that will be destroyed is cleared first.
    public void Drop()
    {
        if (carried is { } crate && crate.GetComponent<Crate>() is { } load) load.holder = null;
        carried = null;
    }

    [Command]
    private void CmdWalk(int serial, Vector3 step)
    {
        HearCommand(serial);
        place += step;
    }

    [Command]
    private void CmdStrike(int serial, NetworkIdentity? target)
    {
        HearCommand(serial);
        if (target is null || target.GetComponent<Fighter>() is not { } victim) return;
        victim.health = victim.health <= 7 ? 100 : victim.health - 7;
        Score();
    }

    [Command]
    private void CmdTake(int serial, NetworkIdentity? target)
    {
        HearCommand(serial);
        if (target is null || target.GetComponent<Crate>() is not { holder: null, isSecret: false } crate) return;
        Drop();
        crate.holder = netIdentity;
        carried = target;
    }

    [Command]
    private void CmdDrop(int serial)
    {
        HearCommand(serial);
        Drop();
    }

    [Command(channel = Channels.Unreliable)]
    private void CmdLook(float direction)
    {
        Journal.Commands++;
        Expect(direction is >= 0 and < 1, $"a look of {direction} was never sent");
    }

    [ClientRpc]
    private void RpcCheer(int number, string text)
    {
        Journal.Calls++;
        Expect(_cheersHeard is null || number == _cheersHeard + 1, $"cheer {number} came after cheer {_cheersHeard}");
        Expect(text == $"hurray {number}", $"cheer {number} says '{text}'");
        _cheersHeard = number;
    }

    [ClientRpc(includeOwner = false)]
    private void RpcOthers()
    {
        Journal.Calls++;
        Expect(!isOwned, "a call that leaves out the owner came to the owner");
    }

    [ClientRpc(channel = Channels.Unreliable)]
    private void RpcSpark(int brightness)
    {
        Journal.Calls++;
        Expect(brightness is > 0 and <= 100, $"a spark of {brightness} was never sent");
    }

    [TargetRpc]
    private void TargetScore(int number)
    {
        Journal.Calls++;
        Expect(isOwned, "a call for the owner came to somebody else");
        Expect(number == _scoresHeard + 1, $"score {number} came after score {_scoresHeard}");
        _scoresHeard = number;
    }

    private void OnHealthChanged(int before, int now)
    {
        Journal.Hooks++;
        Expect(_healthSeen is null || before == _healthSeen, $"the hook says {before} -> {now}, but the value before was {_healthSeen}");
        Expect(now == health, $"inside the hook the value is {health}, not {now}");
        _healthSeen = now;
    }

    private void HearCommand(int serial)
    {
        Journal.Commands++;
        Expect(serial == _commandsHeard + 1 || (_mayHaveMissedCommands && serial > _commandsHeard), $"command {serial} came after command {_commandsHeard}");
        _mayHaveMissedCommands = false;
        _commandsHeard = serial;
    }
}
