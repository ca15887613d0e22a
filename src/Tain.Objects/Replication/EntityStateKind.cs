namespace Tain;

/// <summary>Which of the three state messages is meant, and the baseline it names.</summary>
internal readonly record struct EntityStateKind(int Kind, byte BaselineTick = 0)
{
    public const int Delta = 0;
    public const int HybridDelta = 1;
    public const int HybridBaseline = 2;

    /// <summary>A payload of this one byte, the mask, holds the state of no component.</summary>
    public const byte NoComponents = 0;

    public void Pack(uint netId, ArraySegment<byte> payload, NetworkWriter writer)
    {
        switch (Kind)
        {
            case Delta:
                NetworkMessages.Pack(new EntityStateMessage { netId = netId, payload = payload }, writer);
                break;
            case HybridDelta:
                NetworkMessages.Pack(new EntityStateMessageUnreliableDelta { baselineTick = BaselineTick, netId = netId, payload = payload }, writer);
                break;
            default:
                NetworkMessages.Pack(new EntityStateMessageUnreliableBaseline { baselineTick = BaselineTick, netId = netId, payload = payload }, writer);
                break;
        }
    }
}
