namespace Tain.Transports.Contract;

/// <summary>A transport event that was pulled and copied, so that a test can look at it later.</summary>
public sealed record PulledEvent(TransportEventKind Kind, int ConnectionId, Channel Channel, byte[] Data, TransportError ErrorCode, string? Text)
{
    public static PulledEvent From(TransportEvent pulled) =>
        new(pulled.Kind, pulled.ConnectionId, pulled.Channel, pulled.Data.ToArray(), pulled.ErrorCode, pulled.Text);

    public override string ToString() => Kind switch
    {
        TransportEventKind.Data => $"Data {ConnectionId} {Channel} {Data.Length} bytes",
        TransportEventKind.Error => $"Error {ConnectionId} {ErrorCode} {Text}",
        _ => $"{Kind} {ConnectionId}",
    };
}
