using System.Net.WebSockets;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>The connecting end of a WebSocket. Nothing in it blocks, so that it runs on a browser's one thread.</summary>
internal sealed class WebSocketClient(WebSocketClientTransport description) : TransportClient
{
    private readonly ReadyQueue _ready = new();
    private readonly ILogger _logger = description.LoggerFactory.CreateLogger<WebSocketClientTransport>();
    private WebSocketLink? _link;
    private bool _isConnected;

    public override bool IsConnected => _isConnected;

    public override void Connect(string address)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(address);
        ConnectTo(WebSocketAddress.FromHost(address, description));
    }

    public override void Connect(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        ConnectTo(WebSocketAddress.FromUri(uri, description));
    }

    public override void Disconnect()
    {
        if (_link == null) return;
        if (_isConnected) _link.Close();
        else AbandonAttempt(_link);
        // The Disconnected event is still to be pulled; a new connection may begin before that and reports after it.
        _link = null;
    }

    public override bool TryReceive(out TransportEvent received)
    {
        if (!_ready.TryReceive(out received)) return false;
        if (received.Kind == TransportEventKind.Connected)
        {
            _isConnected = true;
        }
        else if (received.Kind == TransportEventKind.Disconnected)
        {
            _isConnected = false;
            if (_link is { IsOver: true }) _link = null;
        }
        return true;
    }

    public override bool Send(ReadOnlySpan<byte> data, Channel channel) => _isConnected && _link != null && _link.Send(data, channel);

    public override void Flush()
    {
        _link?.Flush();
        _ready.EndTick();
    }

    public override int GetMaxPacketBytes(Channel channel) => description.MaxMessageBytes;

    private static void AbandonAttempt(WebSocketLink link)
    {
        link.Close();
        link.Abort();
    }

    private void ConnectTo(Uri uri)
    {
        if (_link != null) throw new InvalidOperationException("The client is connected or connecting: disconnect it first.");
        _link = new WebSocketLink(0, uri.Host, _ready, description.CreateLimits(), description.TimeProvider, _logger);
        // Not awaited: it ends by itself, and everything it has to say arrives as an event.
        _ = RunAsync(uri, _link);
    }

    private async Task RunAsync(Uri uri, WebSocketLink link)
    {
        using ClientWebSocket socket = CreateSocket(uri);
        link.AttachAbort(socket.Abort);
        using var timeout = new CancellationTokenSource(description.ConnectTimeout, description.TimeProvider);
        // Aborting, where a token would do elsewhere: in a browser a cancelled attempt stays open behind our back, and the next one to this host waits for it.
        using (timeout.Token.UnsafeRegister(static state => ((ClientWebSocket)state!).Abort(), socket))
        {
            try
            {
                await socket.ConnectAsync(uri, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception failure)
            {
                (TransportError code, string reason) = Explain(failure, timeout.IsCancellationRequested);
                link.Fail(code, $"{uri} cannot be reached: {reason}");
                return;
            }
        }
        await link.RunAsync(socket).ConfigureAwait(false);
    }

    private static ClientWebSocket CreateSocket(Uri uri)
    {
        var socket = new ClientWebSocket();
        // A browser pings and compresses as it likes and has no such options. Elsewhere the default would send an unasked Pong, which ends a connection with Mirror.
        if (OperatingSystem.IsBrowser()) return socket;
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        if (uri.IsLoopback) socket.Options.Proxy = null;   // a system proxy does not lead to this machine
        return socket;
    }

    private (TransportError Code, string Reason) Explain(Exception failure, bool isTimeout)
    {
        if (isTimeout) return (TransportError.Timeout, $"no answer within {description.ConnectTimeout.TotalSeconds} s");
        Exception cause = failure.GetBaseException();
        return failure switch
        {
            { InnerException: HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } } => (TransportError.DnsResolve, cause.Message),
            WebSocketException => (TransportError.Refused, cause.Message),
            _ => (TransportError.Unexpected, cause.Message),
        };
    }
}
