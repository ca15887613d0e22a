namespace Tain;

/// <summary>The host's own client as its server sees it: connection 0. What is sent goes to the client's inbox.</summary>
internal sealed class LocalConnectionToClient(HostLink link, LocalInbox toClient) : NetworkConnectionToClient(LocalConnectionId)
{
    internal override bool IsHost => true;

    /// <inheritdoc/>
    public override void SendRaw(ReadOnlySpan<byte> message, int channelId = Channels.Reliable) => toClient.Add(message, Time.localTime);

    /// <inheritdoc/>
    public override void Disconnect()
    {
        isReady = false;
        link.End();
    }

    /// <inheritdoc/>
    protected override bool IsAlive(double timeoutSeconds) => true;

    // Both ends have one clock and no distance.
    /// <inheritdoc/>
    protected override void UpdatePing()
    {
    }

    /// <inheritdoc/>
    protected override void FlushBatches()
    {
    }

    // The host's client has the server's objects themselves.
    /// <inheritdoc/>
    public override void SendFrames(ReadOnlySpan<byte> frames, int start, ReadOnlySpan<int> frameEnds, int channelId = Channels.Reliable)
    {
    }
}
