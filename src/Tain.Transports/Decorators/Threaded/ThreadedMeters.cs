using System.Diagnostics.Metrics;

namespace Tain.Transports;

/// <summary>What a threaded endpoint tells about its queues.</summary>
internal sealed class ThreadedMeters
{
    private readonly ReportedTotal _dropped;
    private readonly ReportedLevel _queued;
    private long _droppedBefore;
    private long _droppedNow;

    public ThreadedMeters(IMeterFactory? factory)
    {
        var meter = new TransportMeter(factory);
        _dropped = meter.Total("tain.threaded.dropped", "{packet}", "Unreliable packets that were lost because the game had not taken those before them.");
        _queued = meter.Level("tain.threaded.queued", "By", "Bytes that wait for the game.");
    }

    /// <summary>Hands over the numbers of the present run.</summary>
    public void Report(long dropped, int queuedBytes)
    {
        // A new start counts from 0 again.
        if (dropped < _droppedNow) _droppedBefore += _droppedNow;
        _droppedNow = dropped;
        _dropped.Report(_droppedBefore + dropped);
        _queued.Report(queuedBytes);
    }
}
