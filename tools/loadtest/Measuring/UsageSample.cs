namespace Tain.LoadTest;

/// <summary>What a process has used.</summary>
/// <param name="ProcessorPercent">Processor time, in percent of one core.</param>
/// <param name="ResidentMegabytes">Resident memory.</param>
/// <param name="HeapMegabytes">The managed heap; 0 for other processes.</param>
/// <param name="AllocatedBytesPerSecond">What was allocated on the managed heap; 0 for other processes.</param>
internal readonly record struct UsageSample(double ProcessorPercent, double ResidentMegabytes, double HeapMegabytes, double AllocatedBytesPerSecond);
