using Tain;

namespace RigGame;

/// <summary>Writes something of its own before the usual payload.</summary>
public class SyncCustom : NetworkBehaviour
{
    public int value = 3;
    [SyncVar] public int alsoVar = 4;

    public override void OnSerialize(NetworkWriter writer, bool initialState)
    {
        writer.WriteBool(initialState);
        writer.WriteInt(value);
        base.OnSerialize(writer, initialState);
    }

    public override void OnDeserialize(NetworkReader reader, bool initialState)
    {
        reader.ReadBool();
        value = reader.ReadInt();
        base.OnDeserialize(reader, initialState);
    }
}
