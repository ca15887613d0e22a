using System.Diagnostics;
using System.Globalization;
using System.Net;
using Tain.Transports;

namespace Tain.Bench;

/// <summary>A server that sends everything back, and clients that wait for that.</summary>
internal sealed class WebSocketEcho : IDisposable
{
    private const int WarmUpTicks = 50;

    private readonly TransportServer _server;
    private readonly TransportClient[] _clients;
    private readonly byte[] _packet;
    private long _echoes;

    public WebSocketEcho(int clients, int bytes)
    {
        var transport = new WebSocketTransport { Port = 0, ListenAddress = IPAddress.Loopback };
        _packet = new byte[bytes];
        _server = transport.CreateServer();
        _server.Start();
        _clients = [.. Enumerable.Range(0, clients).Select(_ => transport.CreateClient())];
        foreach (TransportClient client in _clients) client.Connect(new Uri($"ws://127.0.0.1:{_server.Uri.Port}"));
        while (!Array.TrueForAll(_clients, client => client.IsConnected)) Pump();
    }

    /// <summary>Runs and gives a row of the table.</summary>
    public string Measure(int ticks)
    {
        Run(WarmUpTicks);
        long allAllocated = GC.GetTotalAllocatedBytes(precise: true);
        long ourAllocated = GC.GetAllocatedBytesForCurrentThread();
        TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
        long begun = Stopwatch.GetTimestamp();
        Run(ticks);
        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        double packets = 2.0 * ticks * _clients.Length;
        double microseconds = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMicroseconds / packets;
        double ours = (GC.GetAllocatedBytesForCurrentThread() - ourAllocated) / packets;
        double all = (GC.GetTotalAllocatedBytes(precise: true) - allAllocated) / packets;
        return string.Create(CultureInfo.InvariantCulture, $"| {_packet.Length} B | {packets / seconds / 1000:0} | {microseconds:0.0} | {all:0.0} | {ours:0.00} |");
    }

    public void Dispose()
    {
        foreach (TransportClient client in _clients) client.Dispose();
        _server.Dispose();
    }

    private void Run(int ticks)
    {
        for (int tick = 0; tick < ticks; tick++)
        {
            long complete = _echoes + _clients.Length;
            foreach (TransportClient client in _clients) client.Send(_packet, Channel.Reliable);
            while (_echoes < complete)
            {
                Pump();
                Thread.Yield();
            }
        }
    }

    private void Pump()
    {
        while (_server.TryReceive(out TransportEvent received))
        {
            if (received.Kind == TransportEventKind.Data) _server.Send(received.ConnectionId, received.Data, received.Channel);
        }
        _server.Flush();
        foreach (TransportClient client in _clients)
        {
            while (client.TryReceive(out TransportEvent received))
            {
                if (received.Kind == TransportEventKind.Data) _echoes++;
                else if (received.Kind == TransportEventKind.Error) throw new InvalidOperationException(received.Text);
            }
            client.Flush();
        }
    }
}
