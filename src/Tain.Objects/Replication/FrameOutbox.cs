namespace Tain;

/// <summary>Single frames that a connection gets this tick beside those of its groups.</summary>
internal sealed class FrameOutbox
{
    private readonly List<Entry> _entries = [];

    public void Add(FrameArena arena, int channel, int frame) => _entries.Add(new Entry(arena, channel, frame));

    public void CopyFrames(NetworkConnectionToClient connection)
    {
        foreach (Entry entry in _entries) entry.Arena.CopyTo(connection, entry.Channel, entry.Frame, entry.Frame + 1);
        _entries.Clear();
    }

    public void Clear() => _entries.Clear();

    private readonly record struct Entry(FrameArena Arena, int Channel, int Frame);
}
