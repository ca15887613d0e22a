namespace Tain.Transports.Contract;

/// <summary>A transport under the contract's tests: how to make it and how time passes for it.</summary>
public abstract class TransportSubject : IDisposable
{
    // Only what fails waits this long; a machine that is busy with other things takes its time.
    private const int WaitSeconds = 60;
    private long _stopAt;

    /// <summary>The description that servers and clients are made from. Its queues are small, so that a test reaches their limits.</summary>
    public abstract Transport Transport { get; }

    /// <summary>Some URI that this transport refuses by its scheme.</summary>
    public virtual Uri ForeignUri => new("gopher://localhost/");

    /// <summary>The channel that a packet is reported on. Stream transports know only the reliable one.</summary>
    public virtual Channel Reported(Channel sent) => sent;

    /// <summary>True when two servers of the same description cannot listen at once.</summary>
    public virtual bool AddressIsExclusive => true;

    /// <summary>More bytes than all queues between a sender and a receiver that does not pull can hold.</summary>
    public virtual long MoreBytesThanQueuesHold => 64L * 1024 * 1024;

    /// <summary>Those who do not keep to the protocol. Null only where no foreign bytes can arrive; then <see cref="WhyNoForeignBytes"/> says why.</summary>
    public virtual ForeignPeers? Foreign => null;

    /// <summary>Why no foreign bytes can arrive, for a transport that never leaves the process; null otherwise.</summary>
    public virtual string? WhyNoForeignBytes => null;

    /// <summary>How a client reaches the started server.</summary>
    public virtual void Connect(TransportClient client, TransportServer server) => client.Connect(server.Uri);

    /// <summary>How a client tries to reach a server that does not run.</summary>
    public abstract void ConnectToNobody(TransportClient client);

    /// <summary>Begins a wait that is bounded in this subject's time.</summary>
    public virtual void BeginWait() => _stopAt = TimeProvider.System.GetTimestamp() + (WaitSeconds * TimeProvider.System.TimestampFrequency);

    /// <summary>Lets others run, or advances a simulated clock.</summary>
    /// <returns>False when the wait has taken too long.</returns>
    public virtual bool Step()
    {
        Thread.Yield();
        return TimeProvider.System.GetTimestamp() < _stopAt;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
