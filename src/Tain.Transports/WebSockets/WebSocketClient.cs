using System.Net.WebSockets;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>The connecting end of a WebSocket. Nothing in it blocks, so that it runs on a browser's one thread.</summary>
internal sealed class WebSocketClient(WebSocketClientTransport description) : StreamClient(new StreamInstruments(description.Meters, "websocket", "client"))
{
    private readonly ILogger _logger = description.LoggerFactory.CreateLogger<WebSocketClientTransport>();
    private readonly ServerTrust _trust = new(description.TrustedRoots, description.PinnedFingerprints);

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

    public override int GetMaxPacketBytes(Channel channel) => description.MaxMessageBytes;

    private void ConnectTo(Uri uri)
    {
        var link = new WebSocketLink(0, uri.Host, Ready, description.CreateLimits(), description.TimeProvider, _logger);
        Begin(link);
        // Not awaited: it ends by itself, and everything it has to say arrives as an event.
        _ = RunAsync(uri, link);
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

    /// <summary>A socket with the settings that suit Mirror's servers as well as ours.</summary>
    internal ClientWebSocket CreateSocket(Uri uri)
    {
        var socket = new ClientWebSocket();
        // A browser pings and compresses as it likes and has no such options. Elsewhere the default would send an unasked Pong, which ends a connection with Mirror.
        if (OperatingSystem.IsBrowser()) return socket;
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        if (uri.IsLoopback) socket.Options.Proxy = null;   // a system proxy does not lead to this machine
        if (!_trust.IsSystems) socket.Options.RemoteCertificateValidationCallback = (_, shown, sent, errors) => _trust.Accepts(shown, sent, errors);
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
