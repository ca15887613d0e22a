namespace Tain.Scenarios.Manual.Snippets;

/// <summary>The example of docs/sync.md for state that a component writes itself: an angle in one byte.</summary>
public class Compass : NetworkBehaviour
{
    private const float Step = 360f / 256;

    private float _degrees;

    public float degrees
    {
        get => _degrees;
        set
        {
            _degrees = value;
            SetDirty();
        }
    }

    public override void OnSerialize(NetworkWriter writer, bool initialState)
    {
        base.OnSerialize(writer, initialState);
        writer.WriteByte((byte)MathF.Round(_degrees / Step));
    }

    public override void OnDeserialize(NetworkReader reader, bool initialState)
    {
        base.OnDeserialize(reader, initialState);
        _degrees = reader.ReadByte() * Step;
    }
}
