namespace Tain;

/// <summary>Debts by object: at most one for each that the debtor sees. It keeps its memory, so that it costs none once warm.</summary>
internal sealed class DebtBook
{
    private readonly Dictionary<int, int> _placeOfSlot = [];
    private StateDebt[] _debts = [];

    public int Count { get; private set; }

    /// <summary>A debt by its place: 0 to below <see cref="Count"/>. Places change when one is removed.</summary>
    public ref StateDebt this[int place] => ref _debts[place];

    /// <summary>The place of an object's debt; -1 when nothing is owed.</summary>
    public int Find(int slot) => Count > 0 && _placeOfSlot.TryGetValue(slot, out int place) ? place : -1;

    /// <summary>More is owed of an object.</summary>
    /// <returns>The place of its debt.</returns>
    public int Add(NetworkIdentity identity, LateState state, int bytes)
    {
        int place = Find(identity.SpawnSlot);
        if (place < 0)
        {
            if (Count == _debts.Length) Array.Resize(ref _debts, Math.Max(16, Count * 2));
            place = Count++;
            _placeOfSlot.Add(identity.SpawnSlot, place);
            _debts[place] = default;
        }
        ref StateDebt debt = ref _debts[place];
        // The slot was another object's before.
        if (debt.NetId != identity.netId) debt = new StateDebt { Identity = identity, NetId = identity.netId, Slot = identity.SpawnSlot };
        debt.State |= state;
        debt.Bytes = Math.Max(debt.Bytes, bytes);
        return place;
    }

    /// <summary>Forgets a debt. The last one takes its place.</summary>
    public void RemoveAt(int place)
    {
        _placeOfSlot.Remove(_debts[place].Slot);
        Count--;
        if (place != Count)
        {
            _debts[place] = _debts[Count];
            _placeOfSlot[_debts[place].Slot] = place;
        }
        _debts[Count] = default;
    }

    /// <summary>Adds all of these to another's.</summary>
    public void CopyTo(DebtBook other)
    {
        for (int place = 0; place < Count; place++) CopyTo(other, place);
    }

    /// <summary>Adds one of these to another's.</summary>
    public void CopyTo(DebtBook other, int place)
    {
        ref StateDebt debt = ref _debts[place];
        if (debt.Identity.netId == debt.NetId) other.Add(debt.Identity, debt.State, debt.Bytes);
    }

    public void Clear()
    {
        _placeOfSlot.Clear();
        Array.Clear(_debts, 0, Count);
        Count = 0;
    }
}
