namespace Tain.Simulate;

/// <summary>State that writes itself, of which nothing can be said later.</summary>
internal sealed class Etching : ScaleBehaviour
{
    private int _lines;

    public int lines
    {
        get => _lines;
        set
        {
            _lines = value;
            SetDirty();
        }
    }

    public override string Describe() => $"etching {_lines}";

    public override void OnSerialize(NetworkWriter writer, bool initialState) => writer.WriteInt(_lines);

    public override void OnDeserialize(NetworkReader reader, bool initialState) => _lines = reader.ReadInt();
}
