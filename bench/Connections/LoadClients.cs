using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using Tain.LoadTest;
using Tain.Transports;

namespace Tain.Bench;

/// <summary>A process with clients. They connect a few at a time, and each busy one sends at its own moment.</summary>
internal sealed class LoadClients
{
    private const int ConnectsPerTick = 10;
    private const int MaxErrorsTold = 5;

    private readonly LoadOptions _options;
    private readonly Uri _server;
    private readonly TransportClient[] _clients;
    private readonly double[] _nextSend;
    private readonly byte[] _packet;
    private readonly LatencyHistogram _roundTrips = new();
    private int _begun;
    private int _connected;
    private int _lost;
    private int _errors;

    public LoadClients(LoadOptions options, ushort port, int count)
    {
        _options = options;
        Transport transport = options.CreateTransport();
        _server = new Uri($"{transport.Scheme}://127.0.0.1:{port}");
        _clients = [.. Enumerable.Range(0, count).Select(_ => transport.CreateClient())];
        _nextSend = [.. Enumerable.Range(0, count).Select(i => options.Rate == 0 ? double.MaxValue : i / (double)count / options.Rate)];
        _packet = new byte[Math.Max(options.Bytes, sizeof(long))];
    }

    public int Run()
    {
        var pace = new Pace(_options.TickMs, _options.ReportSeconds);
        var usage = new Usage();
        Task<string?> end = Task.Run(Console.In.ReadLine);
        while (!end.IsCompleted)
        {
            for (int i = 0; i < ConnectsPerTick && _begun < _clients.Length; i++) _clients[_begun++].Connect(_server);
            double now = pace.Seconds;
            for (int i = 0; i < _begun; i++) Tick(i, now);
            if (pace.IsReportDue) Report(usage);
            pace.Wait();
        }
        foreach (TransportClient client in _clients) client.Dispose();
        return 0;
    }

    private void Tick(int index, double now)
    {
        TransportClient client = _clients[index];
        while (client.TryReceive(out TransportEvent received))
        {
            switch (received.Kind)
            {
                case TransportEventKind.Connected:
                    _connected++;
                    break;
                case TransportEventKind.Disconnected:
                    _lost++;
                    break;
                case TransportEventKind.Error:
                    if (_errors++ < MaxErrorsTold) Console.Error.WriteLine($"client: {received.ErrorCode} {received.Text}");
                    break;
                default:
                    _roundTrips.RecordSeconds(Stopwatch.GetElapsedTime(BinaryPrimitives.ReadInt64LittleEndian(received.Data)).TotalSeconds);
                    break;
            }
        }
        if (client.IsConnected && now >= _nextSend[index])
        {
            // Never two at once for a late tick: a game would not send twice either.
            _nextSend[index] = Math.Max(_nextSend[index] + (1.0 / _options.Rate), now - (1.0 / _options.Rate));
            BinaryPrimitives.WriteInt64LittleEndian(_packet, Stopwatch.GetTimestamp());
            client.Send(_packet, _options.Channel);
        }
        client.Flush();
    }

    private void Report(Usage usage)
    {
        UsageSample used = usage.Take();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"clients {_connected} {_lost} {used.ProcessorPercent:0.0} {used.ResidentMegabytes:0} {_roundTrips.PercentileMs(50):0.0} {_roundTrips.PercentileMs(99):0.0}"));
        _roundTrips.Clear();
    }
}
