using System.Diagnostics;
using System.Globalization;
using Tain.LoadTest;
using Tain.Transports;

namespace Tain.Bench;

/// <summary>The server's process: sends back what comes and reports what that costs.</summary>
internal sealed class LoadServer(LoadOptions options)
{
    private const int MaxErrorsTold = 5;

    private readonly TransportServer _server = options.CreateTransport().CreateServer();
    private int _connections;
    private int _lost;
    private int _errors;
    private long _packets;
    private long _packetsReported;
    private double _longestTickMs;

    public int Run()
    {
        _server.Start();
        Console.WriteLine($"port {_server.Uri.Port}");
        var pace = new Pace(options.TickMs, options.ReportSeconds);
        var usage = new Usage();
        // The parent closes our input when the run is over.
        Task<string?> end = Task.Run(Console.In.ReadLine);
        while (!end.IsCompleted)
        {
            long start = Stopwatch.GetTimestamp();
            Tick();
            _longestTickMs = Math.Max(_longestTickMs, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (pace.IsReportDue) Report(usage);
            pace.Wait();
        }
        return 0;
    }

    private void Tick()
    {
        while (_server.TryReceive(out TransportEvent received))
        {
            switch (received.Kind)
            {
                case TransportEventKind.Connected:
                    _connections++;
                    break;
                case TransportEventKind.Disconnected:
                    _connections--;
                    _lost++;
                    break;
                case TransportEventKind.Error:
                    if (_errors++ < MaxErrorsTold) Console.Error.WriteLine($"server: {received.ConnectionId} {received.ErrorCode} {received.Text}");
                    break;
                default:
                    _packets++;
                    _server.Send(received.ConnectionId, received.Data, received.Channel);
                    break;
            }
        }
        _server.Flush();
    }

    private void Report(Usage usage)
    {
        (double percent, double resident, double heap, double allocated) = usage.Take();
        double packets = (_packets - _packetsReported) / (double)options.ReportSeconds;
        double microseconds = packets == 0 ? 0 : percent / 100 * 1e6 / (2 * packets);
        _packetsReported = _packets;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"server {_connections} {_lost} {percent:0.0} {resident:0} {heap:0.0} {allocated:0} {packets:0} {microseconds:0.0} {_longestTickMs:0.0}"));
        _longestTickMs = 0;
    }
}
