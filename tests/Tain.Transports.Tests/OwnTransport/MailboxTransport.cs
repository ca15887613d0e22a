namespace Tain.Transports.OwnTransport;

/// <summary>A whole transport in a few lines, for docs/transports.md: endpoints in one process put letters into each other's mailboxes.</summary>
public sealed class MailboxTransport : Transport
{
    /// <summary>The largest packet, in bytes. Default 16384.</summary>
    public int MaxPacketBytes { get; init; } = 16_384;

    /// <summary>Packets that may wait for an endpoint. When it is full, an unreliable packet is lost and a reliable one ends the connection. Default 1000.</summary>
    public int MaxWaitingPackets { get; init; } = 1_000;

    public override string Scheme => "mailbox";

    internal MailboxServer? Listener { get; set; }

    public override TransportServer CreateServer() => new MailboxServer(this);

    public override TransportClient CreateClient() => new MailboxClient(this);
}
