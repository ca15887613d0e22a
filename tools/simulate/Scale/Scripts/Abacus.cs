namespace Tain.Simulate;

/// <summary>State that writes itself as what was added since it was told, so that whoever misses a change is wrong for good; but who was not sent some can be told all.</summary>
internal sealed class Abacus : ScaleBehaviour
{
    private int _beads;
    private int _told;
    private uint _toldNetId;

    protected override bool canRepeatWhole => true;

    // Server.
    public void Push(int beads)
    {
        _beads += beads;
        SetDirty();
    }

    public override string Describe() => $"abacus {_beads}";

    public override void OnSerialize(NetworkWriter writer, bool initialState)
    {
        // All count on from the same number, also who begins to see it when some beads were pushed and not told; but for the first in a life of the object.
        int before = initialState ? 0 : _told;
        if (!initialState || !hasCopies || _toldNetId != netId) _told = _beads;
        _toldNetId = netId;
        writer.WriteInt(_told - before);
    }

    public override void OnDeserialize(NetworkReader reader, bool initialState)
    {
        int read = reader.ReadInt();
        _beads = initialState ? read : _beads + read;
        _told = _beads;
    }
}
