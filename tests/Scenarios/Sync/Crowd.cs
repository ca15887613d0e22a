using Tain.Simulation;

namespace Tain.Scenarios.Sync;

/// <summary>Many ledgers on a server, to which things happen by chance.</summary>
internal sealed class Crowd
{
    private readonly SimulatedGame _game;
    private readonly SimulatedRandom _random;
    private readonly VisibilityGroup _group;
    private readonly List<AuditedLedger> _ledgers = [];

    public Crowd(SimulatedGame game, int count)
    {
        _game = game;
        _random = game.Network.Random;
        _group = game.Server.CreateGroup("those apart");
        for (int i = 0; i < count; i++) Spawn();
        // Some numbers are used again from the beginning.
        for (int i = 0; i < count / 20; i++) Destroy();
        for (int i = 0; i < count / 20; i++) Spawn();
    }

    public IReadOnlyList<AuditedLedger> Ledgers => _ledgers;

    /// <summary>How many calls there were about objects that the client had.</summary>
    public int Audits { get; private set; }

    /// <summary>How many calls there were to the client alone.</summary>
    public int OwnAudits { get; private set; }

    private AuditedLedger Any => _ledgers[_random.Next(_ledgers.Count)];

    /// <summary>Something happens, perhaps between an object and a client.</summary>
    public void Edit(NetworkConnectionToClient connection)
    {
        AuditedLedger ledger = Any;
        int value = _random.Next(20);
        switch (_random.Next(40))
        {
            case 0: Spawn(); break;
            case 1: Destroy(); break;
            case 2: _game.Server.HideForConnection(ledger.netIdentity, connection); break;
            case 3: _game.Server.ShowForConnection(ledger.netIdentity, connection); break;
            case 4: _group.Add(ledger.netIdentity); break;
            case 5 when value == 0: _group.Subscribe(connection); break;
            case 6 when value == 0: _group.Unsubscribe(connection); break;
            case 7 when ledger.connectionToClient is null: ledger.netIdentity.AssignClientAuthority(connection); break;
            case 8 when ledger.connectionToClient is not null: ledger.netIdentity.RemoveClientAuthority(); break;
            case 9:
                if (ledger.netIdentity.observers.ContainsKey(connection.connectionId) && !connection.IsPending(ledger.netIdentity)) Audits++;
                ledger.RpcAudit();
                break;
            case 10 when value < 4 && ledger.netIdentity.observers.ContainsKey(connection.connectionId):
                OwnAudits++;
                ledger.TargetAudit(connection);
                break;
            default: LedgerEdits.Edit(ledger, _random); break;
        }
    }

    private void Spawn()
    {
        GameObject made = _game.Server.World.Instantiate(_random.Next(5) == 0 ? "Quick ledger" : "Ledger");
        AuditedLedger ledger = made.GetComponent<AuditedLedger>()!;
        for (int i = _random.Next(4); i > 0; i--) ledger.entries.Add(i);
        _game.Server.Spawn(made);
        _ledgers.Add(ledger);
    }

    private void Destroy()
    {
        AuditedLedger ledger = Any;
        _ledgers.Remove(ledger);
        _game.Server.Destroy(ledger.gameObject);
    }
}
