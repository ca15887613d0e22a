using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>The game's end of a threaded server: its life, and the thread that it has from start to stop.</summary>
internal sealed class ThreadedServer : TransportServer
{
    private readonly TransportServer _inner;
    private readonly IPumpHost _pumps;
    private readonly ThreadedLimits _limits;
    private readonly ILogger _logger;
    private readonly int[] _maxPacketBytes;
    private readonly int[] _batchThresholdBytes;
    private readonly ThreadedGameSide _side;
    private readonly ThreadedMeters _meters;
    private Running? _running;
    private Uri? _uri;
    private bool _isDisposed;

    public ThreadedServer(TransportServer inner, ThreadedTransport transport)
    {
        _inner = inner;
        _pumps = transport.Pumps;
        _limits = transport.ToLimits();
        _logger = transport.LoggerFactory.CreateLogger<ThreadedServer>();
        _meters = new ThreadedMeters(transport.Meters);
        // Asked once: later the inner endpoint belongs to the other side.
        _maxPacketBytes = [inner.GetMaxPacketBytes(Channel.Reliable), inner.GetMaxPacketBytes(Channel.Unreliable)];
        _batchThresholdBytes = [inner.GetBatchThresholdBytes(Channel.Reliable), inner.GetBatchThresholdBytes(Channel.Unreliable)];
        _side = new ThreadedGameSide(_limits, _maxPacketBytes);
    }

    public override bool IsActive => _side.IsOpen;

    public override Uri Uri => _uri ?? _inner.Uri;

    /// <summary>Events that wait for the game; for tests.</summary>
    internal ThreadedQueue? Events => _running?.Box.Events;

    public override void Start()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (IsActive) throw new InvalidOperationException("The server is already active; call Stop first.");
        if (_running is { } previous && !previous.Handle.Join(_limits.StopTimeout))
            throw new InvalidOperationException("The thread of this server has not ended since the last Stop: its inner endpoint hangs.");
        _running = null;
        _inner.Start();
        _uri = _inner.Uri;
        var box = new ThreadedMailbox(_limits, _maxPacketBytes.Max());
        var pump = new ThreadedServerPump(_inner, box, _limits.MaxReceiveQueueBytesPerConnection, _logger);
        IPumpHandle handle = _pumps.Start(pump, "Tain server transport");
        _running = new Running(pump, handle, box);
        _side.Open(box, handle.Wake);
    }

    public override void Stop()
    {
        if (_running is not { } running) return;
        _side.Close();
        running.Pump.End.Ask();
        running.Handle.Wake();
        if (running.Handle.Join(_limits.StopTimeout)) _running = null;
        else _logger.LogWarning("The thread of a server has not ended within {Timeout} ms; it is left to itself", _limits.StopTimeout.TotalMilliseconds);
        _side.Forget();
        _meters.Report(running.Box.Dropped, 0);
        if (_isDisposed) running.Pump.End.Dispose();
    }

    public override bool TryReceive(out TransportEvent received) => _side.TryReceive(out received);

    public override bool Send(int connectionId, ReadOnlySpan<byte> data, Channel channel) => _side.Send(connectionId, data, channel);

    public override int GetSendQueueBytes(int connectionId) => _side.GetSendQueueBytes(connectionId);

    public override void Disconnect(int connectionId) => _side.Disconnect(connectionId);

    public override void Flush()
    {
        _side.Flush();
        if (IsActive && _running is { } running) _meters.Report(running.Box.Dropped, running.Box.Events.Bytes);
    }

    public override string GetAddress(int connectionId) => _side.GetAddress(connectionId);

    public override int GetMaxPacketBytes(Channel channel) => _maxPacketBytes[channel == Channel.Reliable ? 0 : 1];

    public override int GetBatchThresholdBytes(Channel channel) => _batchThresholdBytes[channel == Channel.Reliable ? 0 : 1];

    protected override void Dispose(bool disposing)
    {
        if (!disposing || _isDisposed) return;
        _isDisposed = true;
        if (_running is null) _inner.Dispose();
        else Stop();
    }

    private sealed record Running(ThreadedServerPump Pump, IPumpHandle Handle, ThreadedMailbox Box);
}
