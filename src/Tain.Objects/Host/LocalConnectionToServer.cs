namespace Tain;

/// <summary>The server as the client of the same world sees it. What is sent goes to the server's inbox.</summary>
internal sealed class LocalConnectionToServer(HostLink link, LocalInbox toServer) : NetworkConnectionToServer
{
    /// <inheritdoc/>
    public override void SendRaw(ReadOnlySpan<byte> message, int channelId = Channels.Reliable) => toServer.Add(message, Time.localTime);

    /// <inheritdoc/>
    public override void Disconnect()
    {
        isReady = false;
        link.End();
    }

    /// <inheritdoc/>
    protected override void FlushBatches()
    {
    }
}
