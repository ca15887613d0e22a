namespace Tain.Transports.OwnTransport;

/// <summary>What waits in a mailbox: a packet, or the news that something happened.</summary>
internal readonly record struct Letter(TransportEventKind Kind, byte[] Data, Channel Channel = default, TransportError Error = default, string Text = "")
{
    public static Letter Of(TransportEventKind kind, string text = "") => new(kind, [], Text: text);

    public static Letter Of(TransportError error, string text) => new(TransportEventKind.Error, [], Error: error, Text: text);

    public TransportEvent ToEvent(int connectionId) => Kind switch
    {
        TransportEventKind.Connected => TransportEvent.Connected(connectionId, Text),
        TransportEventKind.Data => TransportEvent.Received(connectionId, Data, Channel),
        TransportEventKind.Error => TransportEvent.Error(connectionId, Error, Text),
        _ => TransportEvent.Disconnected(connectionId),
    };
}
