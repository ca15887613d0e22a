namespace Tain.Simulation;

/// <summary>What one direction of a line has done so far. Every datagram sent is delivered, under way, or in exactly one of the lost counts.</summary>
/// <param name="Sent">Datagrams given to the line, copies not included.</param>
/// <param name="SentBytes">Their bytes, without headers.</param>
/// <param name="Delivered">Datagrams that reached a socket, copies included.</param>
/// <param name="DeliveredBytes">Their bytes, without headers.</param>
/// <param name="Lost">Lost one by one.</param>
/// <param name="LostInBursts">Lost in bursts.</param>
/// <param name="LostToQueue">Lost because the line's queue was full.</param>
/// <param name="LostToSize">Lost because they were too large.</param>
/// <param name="LostToCut">Lost because the line was cut, at its start or under way.</param>
/// <param name="LostAtReceiver">Lost because nobody listened there any more, or its receive buffer was full.</param>
/// <param name="Duplicated">Datagrams that were sent on their way twice.</param>
/// <param name="HeldBack">Datagrams that others could overtake.</param>
public readonly record struct LinkStatistics(
    long Sent, long SentBytes, long Delivered, long DeliveredBytes, long Lost, long LostInBursts, long LostToQueue, long LostToSize, long LostToCut,
    long LostAtReceiver, long Duplicated, long HeldBack)
{
    /// <summary>Everything that was sent and will never arrive.</summary>
    public long TotalLost => Lost + LostInBursts + LostToQueue + LostToSize + LostToCut + LostAtReceiver;
}
