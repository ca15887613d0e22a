using Tain;

namespace RigGame;

/// <summary>Takes the place, and the number, of a component that this project does not have. It swallows what is meant for that one.</summary>
public class StandIn : NetworkBehaviour
{
    public override void OnSerialize(NetworkWriter writer, bool initialState)
    {
    }

    public override void OnDeserialize(NetworkReader reader, bool initialState) => reader.ReadBytesSegment(reader.Remaining);
}
