namespace Tain.LoadTest.Game;

/// <summary>What a server tells of itself about once per second: a line of JSON on its standard output.</summary>
public sealed record ServerSample
{
    /// <summary>Seconds since the last one.</summary>
    public double Seconds { get; init; }

    /// <summary>Living connections.</summary>
    public int Connections { get; init; }

    /// <summary>How long the ticks took: pairs of microseconds and counts, see <see cref="LatencyHistogram.ToPairs"/>.</summary>
    public long[] Ticks { get; init; } = [];

    /// <summary>Ticks that began more than a tick too late, since the start.</summary>
    public long LateTicks { get; init; }

    /// <summary>Ticks that were given up, since the start.</summary>
    public long DroppedTicks { get; init; }

    /// <summary>Milliseconds per tick by phase.</summary>
    public IReadOnlyDictionary<string, double> Phases { get; init; } = new Dictionary<string, double>();

    /// <summary>Processor time, in percent of one core.</summary>
    public double ProcessorPercent { get; init; }

    /// <summary>Resident memory in megabytes.</summary>
    public double ResidentMegabytes { get; init; }

    /// <summary>The managed heap in megabytes.</summary>
    public double HeapMegabytes { get; init; }

    /// <summary>Bytes that the thread of the ticks allocated, per tick.</summary>
    public double AllocatedBytesPerTick { get; init; }

    /// <summary>Collections of generation 0, 1 and 2, since the start.</summary>
    public int[] Collections { get; init; } = [];

    /// <summary>Datagrams received per second; 0 for transports that have no such instrument.</summary>
    public double DatagramsIn { get; init; }

    /// <summary>Datagrams sent per second; 0 for transports that have no such instrument.</summary>
    public double DatagramsOut { get; init; }

    /// <summary>Segments sent again per second (KCP).</summary>
    public double Resends { get; init; }

    /// <summary>Messages that were refused, since the start, by reason.</summary>
    public IReadOnlyDictionary<string, long> Rejections { get; init; } = new Dictionary<string, long>();
}
