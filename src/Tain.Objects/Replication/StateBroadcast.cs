namespace Tain;

/// <summary>
/// The server's state phase: visits the objects that changed, and nothing else, group by group, and writes each once. What a group has to say lies in one piece, of
/// which each of its connections notes the range; the connections copy their ranges when they send. Where there is much to write it is written side by side, in
/// shares that stand behind each other as if it had been written by one.
/// </summary>
internal sealed class StateBroadcast
{
    private readonly DirtyList _dirty;
    private readonly TickWorkers _workers;
    private readonly RateLanes _lanes;
    private readonly StateWriter[] _writers;
    private readonly ChangedObjects _changed = new();
    private readonly Action<int> _writeShare;
    private StateTick _tick;
    private int _shares;

    public StateBroadcast(DirtyList dirty, MessageLimits limits, ObjectLog log, TickWorkers workers, RateLanes lanes)
    {
        _dirty = dirty;
        _workers = workers;
        _lanes = lanes;
        _writers = new StateWriter[workers.count];
        for (int i = 0; i < _writers.Length; i++) _writers[i] = new StateWriter(limits, log);
        _writeShare = share => _writers[share].Write(_changed, _changed.Count * share / _shares, _changed.Count * (share + 1) / _shares, _tick);
    }

    /// <summary>Whether Hybrid deltas are sent twice, against loss.</summary>
    public bool Redundancy { get; set; }

    /// <summary>How many objects were visited so far.</summary>
    public long Visits { get; private set; }

    /// <summary>Writes the frames of this tick. They live until the next one.</summary>
    /// <param name="now">Local time in seconds.</param>
    /// <param name="frame">The frame counter, whose low byte names baselines.</param>
    /// <param name="isBaseline">Whether Hybrid components send a baseline in this tick.</param>
    public void Serialize(double now, int frame, bool isBaseline)
    {
        foreach (StateWriter writer in _writers) writer.Clear();
        _lanes.BeginTick();
        _changed.Collect(_dirty, now);
        if (_changed.Count > 0) Write(now, frame, isBaseline);
        _lanes.Pay();
    }

    private void Write(double now, int frame, bool isBaseline)
    {
        Visits += _changed.Count;
        _tick = new StateTick(now, (byte)frame, isBaseline, Redundancy, _lanes.IsThinned);
        _shares = Math.Clamp(_changed.Count / _workers.smallestShare, 1, _writers.Length);
        if (_shares == 1) _writeShare(0);
        else WriteSideBySide();
        for (int i = 0; i < _shares; i++) Fetch(_writers[i]);
    }

    private void WriteSideBySide()
    {
        _dirty.IsShared = true;
        try
        {
            _workers.Run(_shares, _writeShare);
        }
        finally
        {
            _dirty.IsShared = false;
        }
    }

    private void Fetch(StateWriter writer)
    {
        Spread(writer.Reliable);
        Spread(writer.Unreliable);
        foreach (NetworkIdentity identity in writer.Again) identity.MarkDirty();
        foreach ((NetworkIdentity identity, double time) in writer.Wakes) _dirty.AddAt(identity, time);
    }

    private void Spread(ChannelFrames frames)
    {
        int channel = frames.ChannelId;
        foreach (ref readonly FramePiece piece in frames.Pieces)
        {
            foreach (ref readonly OwnerNote note in frames.NotesOf(piece)) note.ApplyTo(note.Owner.Sight[channel], frames);
            if (piece.Group.Lanes is not null)
            {
                _lanes.Spread(frames, piece);
                continue;
            }
            foreach (NetworkConnectionToClient connection in piece.Group.Subscribers.Values)
            {
                if (connection.isReady) connection.Sight[channel].AddGroup(frames.Shared, piece.From, piece.To);
            }
        }
    }
}
