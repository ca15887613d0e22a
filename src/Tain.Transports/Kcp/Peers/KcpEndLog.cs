using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>
/// One line for each connection that ends by a fault, up to a limit: whoever connects and misbehaves in a loop must not fill the disk. What is left out is counted, and told with the next line.
/// </summary>
internal sealed class KcpEndLog(ILogger logger)
{
    private const long IntervalMs = 10_000;
    private const int MaxLinesPerInterval = 50;

    private long? _intervalStartMs;
    private int _lines;
    private long _leftOut;

    public void Write(long nowMs, int connectionId, string address, string reason)
    {
        if (_intervalStartMs is not { } start || nowMs - start >= IntervalMs)
        {
            _intervalStartMs = nowMs;
            _lines = 0;
            if (_leftOut > 0) logger.LogInformation("KCP connections that ended without a line, because there were so many: {Count}", _leftOut);
            _leftOut = 0;
        }
        if (++_lines > MaxLinesPerInterval) _leftOut++;
        else logger.LogInformation("KCP connection {Connection} to {Address} ends: {Reason}", connectionId, address, reason);
    }
}
