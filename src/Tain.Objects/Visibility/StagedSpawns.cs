namespace Tain;

/// <summary>
/// Spawn messages for one connection that are written before any of them is sent, because nobody knows beforehand whether all of them have room. Until they are sent or given up
/// the changes of their objects are recorded as for a client that has them.
/// </summary>
internal sealed class StagedSpawns
{
    private readonly NetworkWriter _messages = new();
    private readonly List<Staged> _staged = [];

    /// <summary>Whether messages are being written or sent. A script that is asked for a state may have another connection join meanwhile.</summary>
    public bool IsInUse { get; private set; }

    /// <summary>How many objects there are.</summary>
    public int Count => _staged.Count;

    /// <summary>How long the messages are.</summary>
    public int Bytes => _messages.Position;

    public Staged this[int place] => _staged[place];

    public void Begin()
    {
        IsInUse = true;
        _messages.Reset();
    }

    public void Add(NetworkIdentity identity, NetworkConnectionToClient connection, ReadOnlySpan<byte> message)
    {
        int start = _messages.Position;
        _messages.WriteBytes(message);
        identity.IsStaged = true;
        _staged.Add(new Staged(identity, identity.netId, SpawnSender.FlagsFor(identity, connection), start, message.Length));
    }

    public ReadOnlySpan<byte> MessageOf(int place) => _messages.ToSpan().Slice(_staged[place].Start, _staged[place].Length);

    /// <summary>They were sent, or given up.</summary>
    public void End()
    {
        foreach (Staged staged in _staged) staged.Identity.IsStaged = false;
        _staged.Clear();
        IsInUse = false;
    }

    /// <summary>One message.</summary>
    /// <param name="Identity">The object.</param>
    /// <param name="NetId">Its number when the message was written: it may be another object by now.</param>
    /// <param name="Flags">What the object was to the connection then.</param>
    /// <param name="Start">Where the message begins.</param>
    /// <param name="Length">How long it is; 0 when it outgrew a packet.</param>
    public readonly record struct Staged(NetworkIdentity Identity, uint NetId, SpawnFlags Flags, int Start, int Length);
}
