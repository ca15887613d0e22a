namespace Tain;

// Sending, and resting: a component looks at its transform in each tick while it moves. When it has nothing to send it waits to be told of the next change.
public abstract partial class NetworkTransformBase
{
    private SendCounter _sendCounter;
    private TickWork? _sending;
    private TransformWatch? _watch;

    /// <summary>Whether this side is one that sends when the transform changes.</summary>
    private protected abstract bool SendsChanges { get; }

    // An object that was destroyed or unspawned in this frame is asked once more, but nobody sees it move any more.
    private protected bool IsOnNetwork => isServer ? NetworkServer.spawned.ContainsKey(netId) : isClient;

    /// <summary>Whether it is time to send. Counts the send intervals of the network; asked once per tick while there may be something to send.</summary>
    /// <returns>True at every <see cref="sendIntervalMultiplier"/>-th interval.</returns>
    protected virtual bool CheckLastSendTime() => _sendCounter.IsDue(NetworkTime.localTime, SendInterval, sendIntervalMultiplier);

    /// <summary>Whether an interval of this component ended before this tick, and the next one has not begun. A little later than <see cref="CheckLastSendTime"/>.</summary>
    private protected bool HasSendIntervalEnded => _sendCounter.HasEnded(sendIntervalMultiplier);

    /// <summary>Sends the transform if it is time to. Called at the end of a tick, after all scripts and before the network sends, while there may be something to send.</summary>
    /// <returns>True when there is nothing more to do until the transform changes, or <see cref="LookAgain"/> is called.</returns>
    private protected abstract bool Send();

    /// <summary>Something other than the transform changed what there is to send or to show.</summary>
    private protected void LookAgain()
    {
        _watch?.Stop();
        if (!isActiveAndEnabled) return;
        (_sending ??= new TickWork(this, TickPhase.AfterLateUpdate, SendStep)).isActive = true;
        if (Received.Count > 0) Showing.isActive = true;
    }

    private void SendStep()
    {
        _sendCounter.Resume(NetworkTime.localTime, SendInterval, sendIntervalMultiplier);
        if (isActiveAndEnabled && !Send()) return;
        _sending!.isActive = false;
        _sendCounter.Pause();
        AwaitChange();
    }

    private void AwaitChange()
    {
        if (!isActiveAndEnabled || _watch is { isWatching: true }) return;
        (_watch ??= new TransformWatch(OnTransformChanged)).Start(target, coordinateSpace == CoordinateSpace.Local ? Space.Self : Space.World);
    }

    private void OnTransformChanged()
    {
        if (SendsChanges) _sending?.isActive = true;
        // Somebody moved what the network shows: it is put back in the next tick.
        if (Received.Count > 0) Showing.isActive = true;
    }

    private void StopWork()
    {
        _watch?.Stop();
        _sending?.isActive = false;
        _showing?.isActive = false;
    }
}
