namespace Tain.Transports;

/// <summary>
/// Events that wait to be pulled and carry no packet: connected, disconnected, error. A ring that grows to its high-water mark and then allocates nothing.
/// Connections are bounded, and so are their connects and disconnects; errors are not (a caller can make one per call), so they have a limit.
/// </summary>
internal sealed class TransportEventQueue
{
    // More errors than this between two pulls say nothing new.
    private const int MaxErrors = 1_024;

    private Entry[] _entries = new Entry[16];
    private int _first;
    private int _errors;

    public int Count { get; private set; }

    public void AddConnected(int connectionId, string? address) => Add(new Entry(TransportEventKind.Connected, connectionId, default, address));

    public void AddDisconnected(int connectionId) => Add(new Entry(TransportEventKind.Disconnected, connectionId, default, null));

    public void AddError(int connectionId, TransportError error, string reason)
    {
        if (_errors == MaxErrors) return;
        _errors++;
        Add(new Entry(TransportEventKind.Error, connectionId, error, reason));
    }

    public bool TryTake(out TransportEvent taken)
    {
        if (Count == 0)
        {
            taken = default;
            return false;
        }
        Entry entry = _entries[_first];
        _entries[_first] = default;
        _first = (_first + 1) % _entries.Length;
        Count--;
        switch (entry.Kind)
        {
            case TransportEventKind.Connected:
                taken = TransportEvent.Connected(entry.ConnectionId, entry.Text);
                break;
            case TransportEventKind.Error:
                _errors--;
                taken = TransportEvent.Error(entry.ConnectionId, entry.ErrorCode, entry.Text ?? "");
                break;
            default:
                taken = TransportEvent.Disconnected(entry.ConnectionId);
                break;
        }
        return true;
    }

    public void Clear()
    {
        Array.Clear(_entries);
        _first = 0;
        _errors = 0;
        Count = 0;
    }

    private void Add(Entry entry)
    {
        if (Count == _entries.Length) Grow();
        _entries[(_first + Count) % _entries.Length] = entry;
        Count++;
    }

    private void Grow()
    {
        var larger = new Entry[_entries.Length * 2];
        for (int i = 0; i < Count; i++) larger[i] = _entries[(_first + i) % _entries.Length];
        _entries = larger;
        _first = 0;
    }

    private readonly record struct Entry(TransportEventKind Kind, int ConnectionId, TransportError ErrorCode, string? Text);
}
