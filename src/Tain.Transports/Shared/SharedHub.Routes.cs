using Microsoft.Extensions.Logging;

namespace Tain.Transports;

// Which world a connection belongs to.
internal sealed partial class SharedHub
{
    private void Greet(in TransportEvent connected)
    {
        var connection = new SharedConnection(connected.ConnectionId, connected.Text ?? _inner.GetAddress(connected.ConnectionId));
        _connections[connection.Id] = connection;
        // Not the fallback: nobody there asks who he is.
        if (!TryEnter(connection, Route(connection))) Refuse(connection, "no world takes it");
    }

    private SharedPort? Route(SharedConnection connection)
    {
        string? asked = null;
        try
        {
            asked = _shared.Router?.Invoke(new SharedConnectionRequest(connection.Id, connection.Address));
        }
        catch (Exception problem)
        {
            LogRouterFailed(problem, connection.Id);
            return null;
        }
        SharedPort? port = asked is null ? null : _shared.Ports.Find(asked);
        return port ?? (_shared.EntryWorld is { } entry ? _shared.Ports.Find(entry) : _shared.Ports.Oldest);
    }

    private void HandOver(SharedConnection connection, string world)
    {
        TellEnd(connection.Port!, connection);
        connection.Leave();
        _meters.CountHandOver();
        if (!TryEnter(connection, _shared.Ports.Find(world)) && !TryEnter(connection, _shared.FallbackWorld is { } name ? _shared.Ports.Find(name) : null)) Refuse(connection, $"world {world} does not take it");
    }

    private bool TryEnter(SharedConnection connection, SharedPort? port) => port is { IsFull: false, IsClosed: false } && Enter(connection, port);

    private bool Enter(SharedConnection connection, SharedPort port)
    {
        int session = ++_lastSession;
        if (!port.Box.Events.TryAppendText(ThreadedRecordKind.Connected, connection.Id, session, 0, connection.Address)) return false;
        connection.Enter(port, session, port.Box.AddLevel(session));
        Tell(port);
        return true;
    }

    private void Refuse(SharedConnection connection, string reason)
    {
        LogRefused(connection.Id, connection.Address, reason);
        _meters.CountRefused();
        _inner.Disconnect(connection.Id);
    }

    [LoggerMessage(LogLevel.Information, "Connection {connection} from {address} is refused: {reason}")]
    private partial void LogRefused(int connection, string address, string reason);

    [LoggerMessage(LogLevel.Error, "The router of a shared transport threw; connection {connection} is refused")]
    private partial void LogRouterFailed(Exception problem, int connection);
}
