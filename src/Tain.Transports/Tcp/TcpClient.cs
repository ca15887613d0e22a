using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>The connecting end of the TCP transport.</summary>
internal sealed class TcpClient(TcpTransport description) : StreamClient(new StreamInstruments(description.Meters, "tcp", "client"))
{
    private readonly ILogger _logger = description.LoggerFactory.CreateLogger<TcpTransport>();

    public override void Connect(string address)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(address);
        ConnectTo(address, description.Port);
    }

    public override void Connect(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (uri.Scheme != description.Scheme)
            throw new ArgumentException($"The address {uri} has not the scheme of this transport; use {description.Scheme}://host:port.", nameof(uri));
        ConnectTo(uri.DnsSafeHost, uri.Port is > 0 and <= ushort.MaxValue ? uri.Port : description.Port);
    }

    public override int GetMaxPacketBytes(Channel channel) => description.MaxMessageBytes;

    private void ConnectTo(string host, int port)
    {
        var link = new TcpLink(0, host, Ready, description.CreateLimits(), description.TimeProvider, _logger);
        Begin(link);
        // Not awaited: it ends by itself, and everything it has to say arrives as an event.
        _ = RunAsync(host, port, link);
    }

    private async Task RunAsync(string host, int port, TcpLink link)
    {
        using var stream = TcpStream.Create(description.NoDelay);
        link.AttachAbort(stream.Abort);
        using var timeout = new CancellationTokenSource(description.ConnectTimeout, description.TimeProvider);
        try
        {
            await stream.ConnectAsync(host, port, timeout.Token).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            (TransportError code, string reason) = Explain(failure, timeout.IsCancellationRequested);
            link.Fail(code, $"{host} port {port} cannot be reached: {reason}");
            return;
        }
        await link.RunAsync(stream).ConfigureAwait(false);
    }

    private (TransportError Code, string Reason) Explain(Exception failure, bool isTimeout) => failure switch
    {
        OperationCanceledException when isTimeout => (TransportError.Timeout, $"no answer within {description.ConnectTimeout.TotalSeconds} s"),
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery } =>
            (TransportError.DnsResolve, failure.Message),
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => (TransportError.Refused, failure.Message),
        SocketException { SocketErrorCode: SocketError.TimedOut } => (TransportError.Timeout, failure.Message),
        _ => (TransportError.Unexpected, failure.Message),
    };
}
