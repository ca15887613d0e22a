namespace Tain.Transports;

/// <summary>Bytes that wait at one or more connections.</summary>
/// <param name="ReceiveBytes">For the game.</param>
/// <param name="SendBytes">For the network.</param>
internal readonly record struct StreamQueues(long ReceiveBytes, long SendBytes)
{
    public static StreamQueues operator +(StreamQueues left, StreamQueues right) => new(left.ReceiveBytes + right.ReceiveBytes, left.SendBytes + right.SendBytes);
}
