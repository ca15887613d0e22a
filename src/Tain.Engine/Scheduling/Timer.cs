namespace Tain;

/// <summary>Something that is to happen at a time. It knows its place in the heap, so that it can be taken back without a search.</summary>
internal abstract class Timer
{
    public const int NotQueued = -1;

    public double DueSeconds { get; set; }

    /// <summary>Ties are broken by order of arrival.</summary>
    public long Order { get; set; }

    public int HeapIndex { get; set; } = NotQueued;

    public bool IsQueued => HeapIndex != NotQueued;

    public bool IsBefore(Timer other) => DueSeconds < other.DueSeconds || (DueSeconds == other.DueSeconds && Order < other.Order);

    public abstract void Fire();
}
