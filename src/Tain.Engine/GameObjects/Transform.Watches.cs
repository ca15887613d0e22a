using System.Runtime.CompilerServices;

namespace Tain;

// Telling who waits for a change. A transform that nobody watches pays one comparison per assignment; moving a parent visits only those below it that are watched.
public sealed partial class Transform
{
    private TransformWatch? _watches;

    // How many watches further down look at the world, so that a parent knows whether its movement concerns anybody.
    private int _worldWatchesBelow;

    private bool IsWatched
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _watches is not null || _worldWatchesBelow != 0;
    }

    internal void AddWatch(TransformWatch watch)
    {
        System.Diagnostics.Debug.Assert(watch.Target is null, "A watch is at one transform at a time.");
        watch.Target = this;
        watch.Previous = null;
        watch.Next = _watches;
        if (_watches is not null) _watches.Previous = watch;
        _watches = watch;
        if (watch.Space == Space.World) CountWatchesAbove(1);
    }

    internal void RemoveWatch(TransformWatch watch)
    {
        System.Diagnostics.Debug.Assert(watch.Target == this, "A watch and its transform must agree.");
        if (watch.Previous is { } previous) previous.Next = watch.Next;
        else _watches = watch.Next;
        if (watch.Next is { } next) next.Previous = watch.Previous;
        watch.Target = null;
        watch.Next = null;
        watch.Previous = null;
        if (watch.Space == Space.World) CountWatchesAbove(-1);
    }

    // They are taken off first and told then: who is told may start its watch again at once, or change other transforms.
    private void TellWatches()
    {
        List<TransformWatch> told = world.ToldWatches;
        int first = told.Count;
        while (_watches is { } watch)
        {
            told.Add(watch);
            RemoveWatch(watch);
        }
        TakeWatchesBelow(told);
        int end = told.Count;
        try
        {
            for (int i = first; i < end; i++) told[i].Tell();
        }
        finally
        {
            told.RemoveRange(first, told.Count - first);
        }
    }

    private void TakeWatchesBelow(List<TransformWatch> told)
    {
        for (int i = 0; _worldWatchesBelow > 0 && i < childCount; i++)
        {
            Transform child = _children![i];
            TransformWatch? next;
            for (TransformWatch? watch = child._watches; watch is not null; watch = next)
            {
                next = watch.Next;
                if (watch.Space != Space.World) continue;
                told.Add(watch);
                child.RemoveWatch(watch);
            }
            child.TakeWatchesBelow(told);
        }
    }

    // What is moved to another parent takes its watches along.
    private int CountWorldWatches()
    {
        int count = _worldWatchesBelow;
        for (TransformWatch? watch = _watches; watch is not null; watch = watch.Next)
        {
            if (watch.Space == Space.World) count++;
        }
        return count;
    }

    private void CountWatchesAbove(int change)
    {
        if (change == 0) return;
        for (Transform? at = _parent; at is not null; at = at._parent)
        {
            at._worldWatchesBelow += change;
            System.Diagnostics.Debug.Assert(at._worldWatchesBelow >= 0, "Every watch that is taken off was counted when it was started.");
        }
    }
}
