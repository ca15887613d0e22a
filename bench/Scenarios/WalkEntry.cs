namespace Tain.Bench;

/// <summary>An object of the walk: what it has to say is written once per tick, however many connections there are.</summary>
internal sealed class WalkEntry(uint netId, Soldier soldier)
{
    private readonly NetworkWriter _component = new(64);
    private readonly NetworkWriter _changes = new(64);
    private readonly NetworkWriter _whole = new(64);
    private int _changesTick = -1;
    private int _wholeTick = -1;

    public uint NetId => netId;

    public Soldier Soldier => soldier;

    /// <summary>What has changed since the tick before; empty when nothing has.</summary>
    public ArraySegment<byte> Changes(int tick)
    {
        if (_changesTick == tick) return _changes.ToArraySegment();
        _changesTick = tick;
        _changes.Reset();
        if (!soldier.IsDirty()) return default;
        Write(_changes, initialState: false);
        soldier.ClearAllDirtyBits();
        return _changes.ToArraySegment();
    }

    /// <summary>The whole state.</summary>
    public ArraySegment<byte> Whole(int tick)
    {
        if (_wholeTick == tick) return _whole.ToArraySegment();
        _wholeTick = tick;
        _whole.Reset();
        Write(_whole, initialState: true);
        return _whole.ToArraySegment();
    }

    private void Write(NetworkWriter payload, bool initialState)
    {
        _component.Reset();
        soldier.OnSerialize(_component, initialState);
        payload.WriteVarULong(1);
        payload.WriteByte((byte)_component.Position);
        payload.WriteBytes(_component.ToSpan());
    }
}
