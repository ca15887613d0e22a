using System.Net;
using System.Net.Sockets;

namespace Tain.Discovery;

/// <summary>A socket that is opened when it can be, closed when it fails, and tried again later and later: a broken network costs next to nothing.</summary>
internal sealed class DiscoveryLine(Func<IDiscoverySocket> open, int port, DiscoveryLog log) : IDisposable
{
    // The rest waits in the system's buffer, so that a flood cannot hold the loop.
    private const int MaxDatagramsPerTick = 64;

    private readonly SocketBackOff _backOff = new();
    private IDiscoverySocket? _socket;
    private int _takenInTick;

    public bool HasGivenUp => _backOff.HasGivenUp;

    /// <summary>Begins a tick: opens the socket when it is time.</summary>
    public void BeginTick(double now)
    {
        _takenInTick = 0;
        if (_socket is not null || !_backOff.MayTry(now)) return;
        try
        {
            _socket = open();
        }
        catch (SocketException problem)
        {
            Fail(now, problem.SocketErrorCode);
        }
    }

    public bool TryReceive(Span<byte> buffer, SocketAddress from, double now, out int bytes)
    {
        bytes = 0;
        if (_socket is null || _takenInTick++ >= MaxDatagramsPerTick) return false;
        switch (_socket.Receive(buffer, from, out bytes))
        {
            case DiscoveryReceive.Datagram:
                _backOff.OnSuccess();
                return true;
            case DiscoveryReceive.Failed:
                Fail(now, SocketError.SocketError);
                return false;
            default:
                return false;
        }
    }

    /// <summary>Sends to one or to many. The socket is closed when it takes nothing.</summary>
    public void Send(ReadOnlySpan<byte> datagram, IEnumerable<IPEndPoint> to, double now)
    {
        if (_socket is null) return;
        bool isSent = false;
        foreach (IPEndPoint one in to) isSent |= _socket.TrySend(datagram, one);
        if (isSent) _backOff.OnSuccess();
        else Fail(now, SocketError.NetworkUnreachable);
    }

    /// <summary>Answers somebody. That the answer does not leave is the asker's trouble, not the socket's.</summary>
    public void Answer(ReadOnlySpan<byte> datagram, IPEndPoint to) => _socket?.TrySend(datagram, to);

    public void Dispose() => Close();

    private void Close()
    {
        _socket?.Dispose();
        _socket = null;
    }

    private void Fail(double now, SocketError error)
    {
        Close();
        _backOff.OnFailure(now);
        if (HasGivenUp) log.GivenUp(port, SocketBackOff.MaxFailures);
        else log.SocketFailed(port, error, _backOff.Failures, SocketBackOff.MaxFailures);
    }
}
