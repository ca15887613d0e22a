using System.Diagnostics;

namespace Tain;

/// <summary>The timers of one clock, the earliest on top (a binary heap). A tick looks only at those that are due.</summary>
internal sealed class TimerHeap
{
    private readonly List<Timer> _timers = [];
    private long _nextOrder;

    public int Count => _timers.Count;

    public void Add(Timer timer, double dueSeconds)
    {
        timer.Order = _nextOrder++;
        Repeat(timer, dueSeconds);
    }

    /// <summary>Queues a timer that has just fired again. It counts as old, so one that is due several times in a tick fires several times.</summary>
    public void Repeat(Timer timer, double dueSeconds)
    {
        Debug.Assert(!timer.IsQueued, "A timer waits for one thing at a time.");
        timer.DueSeconds = dueSeconds;
        _timers.Add(timer);
        Raise(_timers.Count - 1, timer);
    }

    public void Remove(Timer timer)
    {
        int hole = timer.HeapIndex;
        if (hole == Timer.NotQueued) return;
        Debug.Assert(ReferenceEquals(_timers[hole], timer), "A timer and its heap must agree about the place.");
        timer.HeapIndex = Timer.NotQueued;
        int last = _timers.Count - 1;
        Timer moved = _timers[last];
        _timers.RemoveAt(last);
        if (hole == last) return;
        if (hole > 0 && moved.IsBefore(_timers[(hole - 1) / 2])) Raise(hole, moved);
        else Sink(hole, moved);
    }

    /// <summary>
    /// Fires what is due. A timer added meanwhile waits for the next call, even if it is due at once, so this always ends. (It is due now at the
    /// earliest, so it never sits on top of an older one that is due.)
    /// </summary>
    public void FireDue(double nowSeconds)
    {
        long newcomers = _nextOrder;
        while (_timers.Count > 0 && _timers[0].DueSeconds <= nowSeconds && _timers[0].Order < newcomers)
        {
            Timer timer = _timers[0];
            Remove(timer);
            timer.Fire();
        }
    }

    private void Raise(int index, Timer timer)
    {
        while (index > 0)
        {
            int above = (index - 1) / 2;
            if (!timer.IsBefore(_timers[above])) break;
            Place(index, _timers[above]);
            index = above;
        }
        Place(index, timer);
    }

    private void Sink(int index, Timer timer)
    {
        while (true)
        {
            int below = (2 * index) + 1;
            if (below >= _timers.Count) break;
            if (below + 1 < _timers.Count && _timers[below + 1].IsBefore(_timers[below])) below++;
            if (!_timers[below].IsBefore(timer)) break;
            Place(index, _timers[below]);
            index = below;
        }
        Place(index, timer);
    }

    private void Place(int index, Timer timer)
    {
        _timers[index] = timer;
        timer.HeapIndex = index;
    }
}
