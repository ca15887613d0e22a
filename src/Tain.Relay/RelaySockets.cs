using System.Net;
using Microsoft.Extensions.Options;
using Tain.Transports;

namespace Tain.Relay;

/// <summary>The relay's two UDP ports. Each has a thread that waits for its datagrams; both send, whichever thread has the turn.</summary>
internal sealed class RelaySockets(IOptions<RelayOptions> options) : IRelayOutput, IDisposable
{
    private RelayPort? _serverSide;
    private RelayPort? _clientSide;

    public RelayPort ServerSide => _serverSide ?? throw new InvalidOperationException("The relay's ports are not open.");

    public RelayPort ClientSide => _clientSide ?? throw new InvalidOperationException("The relay's ports are not open.");

    /// <exception cref="InvalidOperationException">A port cannot be bound; the message says which.</exception>
    public void Open()
    {
        _serverSide = RelayPort.Open(options.Value.ServerPort, options.Value);
        _clientSide = RelayPort.Open(options.Value.ClientPort, options.Value);
    }

    public void SendToServer(ReadOnlySpan<byte> datagram, SocketAddress to) => ServerSide.Send(datagram, to);

    public void SendToClient(ReadOnlySpan<byte> datagram, SocketAddress to) => ClientSide.Send(datagram, to);

    public void Dispose()
    {
        _serverSide?.Dispose();
        _clientSide?.Dispose();
    }
}
