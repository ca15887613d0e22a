namespace Tain.LoadTest;

/// <summary>What the server took, in one second or over the measured time.</summary>
public sealed record ServerFigures
{
    /// <summary>How long ticks took; nothing for foreign servers.</summary>
    public Percentiles TickMs { get; init; }

    /// <summary>Ticks that began more than a tick too late, since the server's start.</summary>
    public long LateTicks { get; init; }

    /// <summary>Ticks that were given up, since the server's start.</summary>
    public long DroppedTicks { get; init; }

    /// <summary>Milliseconds per tick by phase, as the clock on the wall has it; over the measured time the median second. Empty for foreign servers.</summary>
    public IReadOnlyDictionary<string, double> PhasesMs { get; init; } = new Dictionary<string, double>();

    /// <summary>Processor time, in percent of one core.</summary>
    public double ProcessorPercent { get; init; }

    /// <summary>Processor time per tick, in milliseconds: what ticks cost where other programs take turns on the same cores; 0 for foreign servers.</summary>
    public double ProcessorMsPerTick { get; init; }

    /// <summary>Resident memory in megabytes.</summary>
    public double ResidentMegabytes { get; init; }

    /// <summary>The managed heap in megabytes.</summary>
    public double HeapMegabytes { get; init; }

    /// <summary>Bytes that the thread of the ticks allocated, per tick.</summary>
    public double AllocatedBytesPerTick { get; init; }

    /// <summary>Collections of generation 0, 1 and 2, since the server's start.</summary>
    public IReadOnlyList<int> Collections { get; init; } = [];

    /// <summary>Datagrams received per second; 0 for stream transports.</summary>
    public double DatagramsIn { get; init; }

    /// <summary>Datagrams sent per second; 0 for stream transports.</summary>
    public double DatagramsOut { get; init; }

    /// <summary>Reliable segments sent again per second; 0 for stream transports.</summary>
    public double Resends { get; init; }

    /// <summary>Messages that were refused, since the server's start, by reason.</summary>
    public IReadOnlyDictionary<string, long> Rejections { get; init; } = new Dictionary<string, long>();
}
