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

    /// <summary>Hands out what is waiting.</summary>
    public void Empty<TReceiver>(TReceiver receiver) where TReceiver : struct, ILocalReceiver
    {
        (_bytes, _spareBytes) = (_spareBytes, _bytes);
        (_letters, _spareLetters) = (_spareLetters, _letters);
        ArraySegment<byte> bytes = _spareBytes.ToArraySegment();
        foreach (Letter letter in _spareLetters) receiver.Receive(bytes.Slice(letter.Start, letter.Length), letter.SentAt);
        _spareBytes.Reset();
        _spareLetters.Clear();
    }

    public void Clear()
    {
        _bytes.Reset();
        _letters.Clear();
    }

    private readonly record struct Letter(int Start, int Length, double SentAt);
}
