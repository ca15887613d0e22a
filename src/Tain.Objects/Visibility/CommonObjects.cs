namespace Tain;

/// <summary>
/// The objects that are for everybody and have nothing about them that has to be asked: active, not hidden, in a public group. Where no rule decides, a newcomer is given
/// all of them in one step, however many there are: it gets a copy of the set, and finds them one after the other in an order that is made once for all.
/// </summary>
internal sealed class CommonObjects
{
    private const int SmallestCapacity = 64;

    // By netId. An object that is not common any more keeps its place while somebody waits for it, and until room is made.
    private Place[] _order = [];
    private int _placed;

    public SlotSet Slots { get; } = new();

    public int Count => Slots.Count;

    /// <summary>How many connections were given all of them so far. Only differences count.</summary>
    public int Newcomers { get; private set; }

    /// <summary>Looks whether an object is one of them.</summary>
    public void Judge(NetworkIdentity identity)
    {
        if (IsCommon(identity)) Add(identity);
        else Remove(identity);
    }

    public void Remove(NetworkIdentity identity)
    {
        if (identity.Common is null) return;
        identity.SetCommon(null);
        Slots.Remove(identity.SpawnSlot);
    }

    /// <summary>Forgets the order, for netIds that begin anew. There are no objects then.</summary>
    public void Restart() => _placed = 0;

    /// <summary>One more connection is given all of them: each has one more observer that waits for it.</summary>
    public void CountNewcomer() => Newcomers++;

    /// <summary>The first object, in the order of netIds, that waits in a backlog and is not listed there by itself.</summary>
    /// <param name="backlog">The backlog.</param>
    /// <param name="slots">The objects by slot.</param>
    /// <returns>Where it is in the order; none when there is no more.</returns>
    public Place? FindNext(SpawnBacklog backlog, SpawnSlots slots)
    {
        for (int i = PlaceOf(backlog.NextCommon); i < _placed; i++)
        {
            Place place = _order[i];
            if (backlog.IsUnlisted(place.Slot) && slots[place.Slot] is { } identity && identity.netId == place.NetId) return place;
        }
        return null;
    }

    private static bool IsCommon(NetworkIdentity identity) =>
        identity is { serverOnly: false, isActiveAndEnabled: true, observers.Group.Kind: GroupKind.Public } && identity.visibility != Visibility.ForceHidden;

    private void Add(NetworkIdentity identity)
    {
        if (identity.Common is not null) return;
        identity.SetCommon(this);
        Slots.Add(identity.SpawnSlot);
        // Nearly always the youngest comes last.
        int place = _placed == 0 || _order[_placed - 1].NetId < identity.netId ? _placed : PlaceOf(identity.netId);
        if (place < _placed && _order[place].NetId == identity.netId)
        {
            // It was common before; or, after all netIds there are, another one was.
            _order[place] = new Place(identity.netId, identity.SpawnSlot);
            return;
        }
        if (_placed == _order.Length)
        {
            MakeRoom(identity.Network.Server.SpawnTable.Slots);
            place = PlaceOf(identity.netId);
        }
        Array.Copy(_order, place, _order, place + 1, _placed - place);
        _order[place] = new Place(identity.netId, identity.SpawnSlot);
        _placed++;
    }

    private void MakeRoom(SpawnSlots slots)
    {
        int kept = 0;
        for (int i = 0; i < _placed; i++)
        {
            Place place = _order[i];
            if (slots[place.Slot] is { } identity && identity.netId == place.NetId && (identity.Common is not null || identity.PendingObservers > 0)) _order[kept++] = place;
        }
        _placed = kept;
        if (kept >= _order.Length / 2) Array.Resize(ref _order, Math.Max(SmallestCapacity, _order.Length * 2));
    }

    // Of the first one whose netId is not below another.
    private int PlaceOf(uint netId)
    {
        int low = 0, high = _placed;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_order[middle].NetId < netId) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>One object's place in the order.</summary>
    public readonly record struct Place(uint NetId, int Slot);
}
