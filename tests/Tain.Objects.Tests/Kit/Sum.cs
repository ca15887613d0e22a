namespace Tain.Tests;

/// <summary>State written by hand as what was added, so that whoever misses a change is wrong for good, and which can be told as a whole.</summary>
internal sealed class Sum : NetworkBehaviour
{
    private int _told;

    protected internal override bool canRepeatWhole => true;

    public int Value { get; private set; }

    /// <summary>On a client: how often it was told what was added, and how often the whole.</summary>
    public int Differences { get; private set; }

    public int Wholes { get; private set; }

    /// <summary>What a server's object throws when it is asked for its whole state for those who have it.</summary>
    public Exception? Bomb { get; set; }

    protected internal override bool Weaved() => true;

    public void Add(int more)
    {
        Value += more;
        SetDirty();
    }

    public override void OnSerialize(NetworkWriter writer, bool initialState)
    {
        if (isBeingRepeated && Bomb is { } bomb) throw bomb;
        int before = initialState ? 0 : _told;
        if (!initialState || !hasCopies) _told = Value;
        writer.WriteInt(_told - before);
    }

    public override void OnDeserialize(NetworkReader reader, bool initialState)
    {
        int read = reader.ReadInt();
        Value = initialState ? read : Value + read;
        if (initialState) Wholes++;
        else Differences++;
    }
}
