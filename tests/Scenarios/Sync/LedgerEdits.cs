using Tain.Simulation;

namespace Tain.Scenarios.Sync;

/// <summary>What happens to a ledger by chance.</summary>
internal static class LedgerEdits
{
    public static void Edit(Ledger ledger, SimulatedRandom random)
    {
        int value = random.Next(20);
        switch (random.Next(9))
        {
            case 0: ledger.balance = value; break;
            case 1: ledger.note = $"note {value}"; break;
            case 2 when ledger.entries.Count > 0: ledger.entries.RemoveAt(value % ledger.entries.Count); break;
            case 3 when ledger.entries.Count > 0: ledger.entries[value % ledger.entries.Count] = value; break;
            case 4: ledger.entries.Insert(ledger.entries.Count / 2, value); break;
            case 5: ledger.names[value] = $"name {value}"; break;
            case 6: ledger.names.Remove(value); break;
            case 7 when !ledger.marks.Add(value): ledger.marks.Remove(value); break;
            default: ledger.entries.Add(value); break;
        }
    }
}
