using System.Diagnostics;

namespace Tain;

/// <summary>
/// When moved places are looked at: once per turn each, and in every tick about as many as in any other. A turn takes the rebuild interval. Each place has a slot of its
/// own on the wheel; when it has moved it waits in that slot until the wheel comes by. So however many begin to move in one tick, their checks are spread over the turn.
/// </summary>
internal sealed class CheckWheel
{
    /// <summary>Parts of a turn: about as many as there are ticks in a second.</summary>
    public const int SlotCount = 64;

    // Behind the slots is the list of those whose time has come.
    private const int Due = SlotCount;

    private readonly TrackedPlace?[] _first = new TrackedPlace?[SlotCount + 1];
    private readonly TrackedPlace?[] _last = new TrackedPlace?[SlotCount + 1];
    private int _nextSeat;
    private int _slot;
    private double _angle;

    /// <summary>How many looks were asked for since the wheel was made.</summary>
    public long Checks { get; private set; }

    /// <summary>Gives a place its slot.</summary>
    public void Seat(TrackedPlace place)
    {
        place.Slot = _nextSeat;
        // Not a count of seats: in some years of spawning that would become negative.
        _nextSeat = (_nextSeat + 1) % SlotCount;
    }

    /// <summary>The place has changed and waits for its turn.</summary>
    public void Wait(TrackedPlace place)
    {
        if (place.WaitsIn < 0) Append(place, place.Slot);
    }

    /// <summary>The place waits no longer.</summary>
    public void Forget(TrackedPlace place)
    {
        int list = place.WaitsIn;
        if (list < 0) return;
        if (place.PreviousWaiting is { } previous) previous.NextWaiting = place.NextWaiting;
        else _first[list] = place.NextWaiting;
        if (place.NextWaiting is { } next) next.PreviousWaiting = place.PreviousWaiting;
        else _last[list] = place.PreviousWaiting;
        place.NextWaiting = null;
        place.PreviousWaiting = null;
        place.WaitsIn = -1;
    }

    /// <summary>Turns the wheel on.</summary>
    /// <param name="seconds">How much time has passed.</param>
    /// <param name="turnSeconds">How long a turn takes; 0: each tick is a turn.</param>
    /// <returns>True when a turn was completed.</returns>
    public bool Turn(double seconds, double turnSeconds)
    {
        _angle = turnSeconds > 0 ? Math.Min(_angle + seconds / turnSeconds * SlotCount, SlotCount) : SlotCount;
        int count = (int)_angle;
        _angle -= count;
        bool isCompleted = _slot + count >= SlotCount;
        for (; count > 0; count--)
        {
            while (_first[_slot] is { } place)
            {
                Forget(place);
                Append(place, Due);
            }
            _slot = (_slot + 1) % SlotCount;
        }
        return isCompleted;
    }

    /// <summary>Takes the one whose time came first.</summary>
    public bool TryTake(out TrackedPlace? place)
    {
        place = _first[Due];
        if (place is null) return false;
        Forget(place);
        Checks++;
        return true;
    }

    private void Append(TrackedPlace place, int list)
    {
        Debug.Assert(place.WaitsIn < 0, "A place waits once.");
        place.WaitsIn = list;
        place.PreviousWaiting = _last[list];
        if (_last[list] is { } last) last.NextWaiting = place;
        else _first[list] = place;
        _last[list] = place;
    }
}
