namespace Tain.Transports;

/// <summary>
/// How many bytes of one connection's packets are on their way, told by both sides of a threaded endpoint without waiting for each other:
/// the game counts what it asks for, the pump what it has handed on and what the inner endpoint still has of it. Never too low, for a moment too high.
/// </summary>
internal sealed class SendLevel
{
    private long _asked;
    private long _handedOn;
    private int _inner;

    /// <summary>The bytes on their way.</summary>
    public int Bytes
    {
        get
        {
            // In this order: what is handed on meanwhile counts twice rather than not at all.
            long handedOn = Volatile.Read(ref _handedOn);
            return (int)Math.Min(int.MaxValue, Volatile.Read(ref _asked) - handedOn + Volatile.Read(ref _inner));
        }
    }

    /// <summary>Pump's side: whether <see cref="UnsettledLevels"/> has it on its list.</summary>
    public bool IsUnsettled { get; set; }

    /// <summary>Pump's side: the connection is over, or belongs to somebody else.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Game's side: a packet was queued.</summary>
    public void Ask(int bytes) => Volatile.Write(ref _asked, _asked + bytes);

    /// <summary>Pump's side: a packet was handed to the inner endpoint.</summary>
    public void HandOn(int bytes)
    {
        Volatile.Write(ref _inner, _inner + bytes);
        Volatile.Write(ref _handedOn, _handedOn + bytes);
    }

    /// <summary>Pump's side: a packet was dropped, because its connection is over.</summary>
    public void Drop(int bytes) => Volatile.Write(ref _handedOn, _handedOn + bytes);

    /// <summary>Pump's side: nothing of it is asked for any more.</summary>
    public void End() => HasEnded = true;

    /// <summary>Pump's side: what the inner endpoint says.</summary>
    public void Settle(int innerBytes) => Volatile.Write(ref _inner, innerBytes);
}
