using System.Text.Json;
using Tain.LoadTest.Game;

namespace Tain.LoadTest;

/// <summary>Makes figures out of what is known of the server: the lines of the built-in one, or the system's numbers of a process.</summary>
internal sealed class ServerSampler
{
    private readonly ChildProcess? _child;
    private readonly Usage? _usage;
    private readonly LatencyHistogram _ticks = new();
    private readonly List<ServerFigures> _measured = [];
    private string? _taken;

    /// <param name="child">The built-in server; null without.</param>
    /// <param name="processId">Another server's process; null when it is unknown.</param>
    public ServerSampler(ChildProcess? child, int? processId)
    {
        _child = child;
        if (child is null && processId is { } id) _usage = Usage.Of(id);
    }

    /// <summary>Takes what is known of the last second.</summary>
    /// <param name="isMeasured">Whether it counts.</param>
    /// <returns>Null when nothing new is known.</returns>
    public ServerFigures? Take(bool isMeasured)
    {
        ServerFigures? figures = null;
        if (_usage is not null)
        {
            UsageSample used = _usage.Take();
            figures = new ServerFigures { ProcessorPercent = used.ProcessorPercent, ResidentMegabytes = used.ResidentMegabytes };
        }
        else if (_child?.LastLine is { } line && !ReferenceEquals(line, _taken))
        {
            _taken = line;
            figures = Read(JsonSerializer.Deserialize<ServerSample>(line, ReportJson.Line)!, isMeasured);
        }
        if (isMeasured && figures is not null) _measured.Add(figures);
        return figures;
    }

    /// <summary>The measured time as a whole.</summary>
    /// <returns>Null when nothing is known.</returns>
    public ServerFigures? Summarize()
    {
        if (_measured.Count == 0) return null;
        return _measured[^1] with
        {
            TickMs = Percentiles.Of(_ticks),
            PhasesMs = _measured[^1].PhasesMs.Keys.ToDictionary(phase => phase, phase => Median(_measured.Select(figures => figures.PhasesMs.GetValueOrDefault(phase)))),
            ProcessorMsPerTick = _measured.Average(figures => figures.ProcessorMsPerTick),
            ProcessorPercent = _measured.Average(figures => figures.ProcessorPercent),
            ResidentMegabytes = _measured.Max(figures => figures.ResidentMegabytes),
            HeapMegabytes = _measured.Max(figures => figures.HeapMegabytes),
            AllocatedBytesPerTick = _measured.Average(figures => figures.AllocatedBytesPerTick),
            DatagramsIn = _measured.Average(figures => figures.DatagramsIn),
            DatagramsOut = _measured.Average(figures => figures.DatagramsOut),
            Resends = _measured.Average(figures => figures.Resends),
        };
    }

    // A second in which another program had the cores says nothing about phases; the mean would.
    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private ServerFigures Read(ServerSample sample, bool isMeasured)
    {
        var ticks = new LatencyHistogram();
        ticks.AddPairs(sample.Ticks);
        if (isMeasured) _ticks.Add(ticks);
        return new ServerFigures
        {
            TickMs = Percentiles.Of(ticks),
            LateTicks = sample.LateTicks,
            DroppedTicks = sample.DroppedTicks,
            PhasesMs = sample.Phases,
            ProcessorPercent = sample.ProcessorPercent,
            ProcessorMsPerTick = ticks.Count == 0 ? 0 : sample.ProcessorPercent / 100 * sample.Seconds * 1_000 / ticks.Count,
            ResidentMegabytes = sample.ResidentMegabytes,
            HeapMegabytes = sample.HeapMegabytes,
            AllocatedBytesPerTick = sample.AllocatedBytesPerTick,
            Collections = sample.Collections,
            DatagramsIn = sample.DatagramsIn,
            DatagramsOut = sample.DatagramsOut,
            Resends = sample.Resends,
            Rejections = sample.Rejections,
        };
    }
}
