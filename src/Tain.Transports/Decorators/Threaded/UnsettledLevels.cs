namespace Tain.Transports;

/// <summary>
/// The connections of an inner endpoint that have something on its way. They, and no others, are asked after each tick how much that still is, so that idle connections cost
/// nothing. The pump's side only.
/// </summary>
internal sealed class UnsettledLevels(TransportServer inner)
{
    private readonly List<(int ConnectionId, SendLevel Level)> _all = [];

    /// <summary>A packet of a connection is handed to the inner endpoint.</summary>
    public void Send(int connectionId, SendLevel level, ReadOnlySpan<byte> packet, Channel channel)
    {
        inner.Send(connectionId, packet, channel);
        level.HandOn(packet.Length);
        if (level.IsUnsettled) return;
        level.IsUnsettled = true;
        _all.Add((connectionId, level));
    }

    /// <summary>Asks what is still on its way.</summary>
    public void Settle()
    {
        for (int i = _all.Count - 1; i >= 0; i--)
        {
            (int connectionId, SendLevel level) = _all[i];
            // The number may be another connection's by now.
            if (!level.HasEnded)
            {
                int bytes = inner.GetSendQueueBytes(connectionId);
                level.Settle(bytes);
                if (bytes > 0) continue;
                level.IsUnsettled = false;
            }
            _all[i] = _all[^1];
            _all.RemoveAt(_all.Count - 1);
        }
    }
}
