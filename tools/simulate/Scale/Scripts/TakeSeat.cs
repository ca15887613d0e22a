namespace Tain.Simulate;

/// <summary>A client says who it is.</summary>
internal struct TakeSeat : NetworkMessage
{
    public int seat;
}
