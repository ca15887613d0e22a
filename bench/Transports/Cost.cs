using System.Diagnostics;
using System.Globalization;

namespace Tain.Bench;

/// <summary>What a process used between two moments.</summary>
internal readonly record struct Cost(double Seconds, double ProcessorMicroseconds, double AllocatedBytes, long Packets)
{
    public double MicrosecondsPerPacket => ProcessorMicroseconds / Packets;

    public double BytesPerPacket => AllocatedBytes / Packets;

    /// <summary>What has been used up to now.</summary>
    public static Cost Now(long packets)
    {
        using var process = Process.GetCurrentProcess();
        return new Cost(Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency, process.TotalProcessorTime.TotalMicroseconds, GC.GetTotalAllocatedBytes(precise: true), packets);
    }

    public static Cost operator -(Cost now, Cost before) =>
        new(now.Seconds - before.Seconds, now.ProcessorMicroseconds - before.ProcessorMicroseconds, now.AllocatedBytes - before.AllocatedBytes, now.Packets - before.Packets);

    public static Cost Parse(string line)
    {
        double[] numbers = [.. line.Split(' ').Skip(1).Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
        return new Cost(numbers[0], numbers[1], numbers[2], (long)numbers[3]);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"cost {Seconds:R} {ProcessorMicroseconds:R} {AllocatedBytes:R} {Packets}");
}
