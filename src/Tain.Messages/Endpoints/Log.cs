using Microsoft.Extensions.Logging;

namespace Tain.Messages;

// Everything this floor logs, in one place: one line per bad peer, with who, where from and why.
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "Connection {ConnectionId} ({Address}) is disconnected: {Reason}.{Detail}")]
    public static partial void PeerDisconnected(ILogger logger, int connectionId, string address, string reason, string detail);

    [LoggerMessage(2, LogLevel.Warning, "Connection {ConnectionId} ({Address}) sent something bad: {Reason}.{Detail}")]
    public static partial void PeerTolerated(ILogger logger, int connectionId, string address, string reason, string detail);

    [LoggerMessage(3, LogLevel.Error, "Connection {ConnectionId} ({Address}) is disconnected: the handler of {Message} threw.")]
    public static partial void HandlerThrewAndDisconnected(ILogger logger, Exception exception, int connectionId, string address, string message);

    [LoggerMessage(4, LogLevel.Error, "The handler of {Message} threw on connection {ConnectionId} ({Address}).")]
    public static partial void HandlerThrew(ILogger logger, Exception exception, int connectionId, string address, string message);

    [LoggerMessage(5, LogLevel.Warning, "A connection from {Address} is refused: {Reason}.")]
    public static partial void ConnectionRefused(ILogger logger, string address, string reason);

    [LoggerMessage(6, LogLevel.Error, "A {Message} of {Bytes} bytes is not sent to connection {ConnectionId} ({Address}): at most {MaxBytes} bytes fit.")]
    public static partial void MessageTooLarge(ILogger logger, string message, int bytes, int maxBytes, int connectionId, string address);

    [LoggerMessage(7, LogLevel.Warning, "Connection {ConnectionId} ({Address}): transport error {Error}: {Reason}")]
    public static partial void TransportFailed(ILogger logger, int connectionId, string address, Tain.Transports.TransportError error, string reason);

    [LoggerMessage(8, LogLevel.Error, "A listener of {Event} threw for connection {ConnectionId} ({Address}).")]
    public static partial void ListenerThrew(ILogger logger, Exception exception, string @event, int connectionId, string address);

    [LoggerMessage(9, LogLevel.Warning, "The handler of {Message} is replaced. Use ReplaceHandler if that is meant.")]
    public static partial void HandlerReplaced(ILogger logger, string message);

    [LoggerMessage(10, LogLevel.Debug, "Connection {ConnectionId} from {Address}.")]
    public static partial void Connected(ILogger logger, int connectionId, string address);

    [LoggerMessage(11, LogLevel.Debug, "Connection {ConnectionId} ({Address}) is gone.")]
    public static partial void Disconnected(ILogger logger, int connectionId, string address);

    [LoggerMessage(12, LogLevel.Warning, "Transport error {Error} that concerns no connection: {Reason}")]
    public static partial void TransportFailedForNobody(ILogger logger, Tain.Transports.TransportError error, string reason);

    [LoggerMessage(13, LogLevel.Warning, "Messages of connection {ConnectionId} ({Address}) wait for the next tick: handling took more than {Milliseconds:0.#} ms in this one. Either it sends very much, or handlers are slow.")]
    public static partial void MessagesWait(ILogger logger, int connectionId, string address, double milliseconds);
}
