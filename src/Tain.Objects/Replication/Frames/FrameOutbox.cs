using System.Diagnostics;

namespace Tain;

/// <summary>
/// What one connection gets of this tick's frames on one channel: ranges of frames in arenas that are shared by all. Ranges that touch are one, so that whoever sees
/// everything gets everything in one copy, whether it belongs to one group or to a thousand.
/// </summary>
internal sealed class FrameOutbox
{
    private readonly List<Range> _ranges = [];
    private readonly List<Amendment> _amendments = [];
    private int _applied;

    /// <summary>Adds the frames of a group, with what was put in the place of some of them since the last group.</summary>
    public void AddGroup(FrameArena arena, int from, int to)
    {
        for (; _applied < _amendments.Count; _applied++)
        {
            Amendment amendment = _amendments[_applied];
            Debug.Assert(amendment.Place >= from && amendment.Place <= to, "What is put in the place of a frame is said before the frame's group is added.");
            Add(arena, from, amendment.Place);
            if (amendment.OwnArena is not null) Add(amendment.OwnArena, amendment.OwnFrame, amendment.OwnFrame + 1);
            from = amendment.Place + (amendment.Skips ? 1 : 0);
        }
        Add(arena, from, to);
    }

    /// <summary>Adds of a group's frames what was put in the place of some of them, and of the others those that cannot be said later.</summary>
    /// <param name="arena">The group's.</param>
    /// <param name="from">The first frame.</param>
    /// <param name="to">Behind the last frame.</param>
    /// <param name="isLossy">Whether the others are left out, because they may be lost anyway.</param>
    public void AddUrgent(FrameArena arena, int from, int to, bool isLossy)
    {
        for (int place = from; place <= to; place++)
        {
            bool skips = false;
            for (; _applied < _amendments.Count && _amendments[_applied].Place == place; _applied++)
            {
                Amendment amendment = _amendments[_applied];
                if (amendment.OwnArena is not null) Add(amendment.OwnArena, amendment.OwnFrame, amendment.OwnFrame + 1);
                skips |= amendment.Skips;
            }
            if (place < to && !skips && !isLossy && !arena.ChangeOf(place).IsRepeatable) Add(arena, place, place + 1);
        }
    }

    /// <summary>Adds frames that go to this connection alone.</summary>
    public void Add(FrameArena arena, int from, int to)
    {
        if (from >= to) return;
        if (_ranges.Count > 0 && _ranges[^1] is var last && last.To == from && ReferenceEquals(last.Arena, arena)) _ranges[^1] = last with { To = to };
        else _ranges.Add(new Range(arena, from, to));
    }

    /// <summary>Says that the frame at a place in the arena that groups write into is not for this connection.</summary>
    public void Skip(int place) => _amendments.Add(new Amendment(place, Skips: true, null, 0));

    /// <summary>Says that this connection gets a frame of its own, in place of the frame there or before it.</summary>
    public void Put(int place, bool skips, FrameArena arena, int frame) => _amendments.Add(new Amendment(place, skips, arena, frame));

    public void CopyFrames(NetworkConnectionToClient connection, int channel)
    {
        SpawnBacklog? backlog = connection.Sight.Backlog;
        foreach (Range range in _ranges)
        {
            if (backlog is null) range.Arena.CopyTo(connection, channel, range.From, range.To);
            else range.Arena.CopyTo(connection, channel, range.From, range.To, backlog);
        }
        Clear();
    }

    /// <summary>Whether some frames of the group that comes next are to be replaced.</summary>
    public bool HasAmendments => _applied < _amendments.Count;

    public bool IsEmpty => _ranges.Count == 0;

    /// <summary>How many bytes are in it, those of objects included that the connection was not sent yet.</summary>
    public int Bytes
    {
        get
        {
            int bytes = 0;
            foreach (Range range in _ranges) bytes += range.Arena.BytesOf(range.From, range.To);
            return bytes;
        }
    }

    /// <summary>Takes all out, frame by frame, but for those of objects that the connection was not sent yet.</summary>
    public void MoveTo(List<FrameRef> frames, SpawnBacklog? without)
    {
        foreach (Range range in _ranges)
        {
            for (int i = range.From; i < range.To; i++)
            {
                if (without is null || !without.Contains(range.Arena.SlotOf(i))) frames.Add(new FrameRef(range.Arena, i));
            }
        }
        Clear();
    }

    public void Clear()
    {
        _ranges.Clear();
        _amendments.Clear();
        _applied = 0;
    }

    private readonly record struct Range(FrameArena Arena, int From, int To);

    // In ascending order of places, since frames are added one after the other.
    private readonly record struct Amendment(int Place, bool Skips, FrameArena? OwnArena, int OwnFrame);
}
