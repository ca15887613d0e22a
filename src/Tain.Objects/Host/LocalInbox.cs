namespace Tain;

/// <summary>
/// Messages on their way between the server and the client of one world. They travel as bytes, so that a host sees what a remote client would see, and they wait
/// for their phase of the tick. What is sent while the inbox is emptied waits for the next time, so that two sides that answer each other cannot hold a tick.
/// </summary>
internal sealed class LocalInbox
{
    private NetworkWriter _bytes = new();
    private NetworkWriter _spareBytes = new();
    private List<Letter> _letters = [];
    private List<Letter> _spareLetters = [];

    public void Add(ReadOnlySpan<byte> message, double sentAt)
    {
        int start = _bytes.Position;
        _bytes.WriteBytes(message);
        _letters.Add(new Letter(start, message.Length, sentAt));
    }

    /// <summary>Hands out what is waiting, as far as the receiver is not paused.</summary>
    public void Empty<TReceiver>(TReceiver receiver) where TReceiver : struct, ILocalReceiver
    {
        if (receiver.IsPaused) return;
        (_bytes, _spareBytes) = (_spareBytes, _bytes);
        (_letters, _spareLetters) = (_spareLetters, _letters);
        ArraySegment<byte> bytes = _spareBytes.ToArraySegment();
        int delivered = 0;
        while (delivered < _spareLetters.Count && !receiver.IsPaused)
        {
            Letter letter = _spareLetters[delivered++];
            receiver.Receive(bytes.Slice(letter.Start, letter.Length), letter.SentAt);
        }
        if (delivered < _spareLetters.Count) PutBack(delivered);
        _spareBytes.Reset();
        _spareLetters.Clear();
    }

    public void Clear()
    {
        _bytes.Reset();
        _letters.Clear();
    }

    // A handler paused the rest: it goes in front of what was sent meanwhile.
    private void PutBack(int delivered)
    {
        foreach (Letter letter in _letters)
        {
            _spareLetters.Add(letter with { Start = _spareBytes.Position });
            _spareBytes.WriteBytes(_bytes.ToArraySegment().Slice(letter.Start, letter.Length));
        }
        _bytes.Reset();
        _letters.Clear();
        _spareLetters.RemoveRange(0, delivered);
        (_bytes, _spareBytes) = (_spareBytes, _bytes);
        (_letters, _spareLetters) = (_spareLetters, _letters);
    }

    private readonly record struct Letter(int Start, int Length, double SentAt);
}
