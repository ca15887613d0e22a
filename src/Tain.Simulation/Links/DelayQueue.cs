using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Tain.Simulation;

/// <summary>Everything that is under way, the next to arrive first, and the pool that it comes from: what travels is rented, added, taken and returned.</summary>
internal sealed class DelayQueue<T> where T : class, new()
{
    /// <summary>The most items under way at once. A thousand clients on a satellite at 100 packets per second need a third of it; a runaway sender meets it before memory ends.</summary>
    public const int MaxItems = 1 << 18;

    private readonly PriorityQueue<T, Arrival> _underWay = new();
    private readonly Stack<T> _idle = new();
    private ulong _sent;

    public int Count => _underWay.Count;

    public bool IsFull => _underWay.Count >= MaxItems;

    public T Rent() => _idle.TryPop(out T? item) ? item : new T();

    public void Return(T item) => _idle.Push(item);

    public void Add(T item, long arrivalTicks)
    {
        Debug.Assert(!IsFull, "The caller asks before it adds.");
        _underWay.Enqueue(item, new Arrival(arrivalTicks, _sent++));
    }

    public bool TryTake(long now, [NotNullWhen(true)] out T? item)
    {
        item = null;
        return _underWay.TryPeek(out _, out Arrival next) && next.Ticks <= now && _underWay.TryDequeue(out item, out _);
    }

    // Equal arrivals come in the order of sending.
    private readonly record struct Arrival(long Ticks, ulong Order) : IComparable<Arrival>
    {
        public int CompareTo(Arrival other) => Ticks != other.Ticks ? Ticks.CompareTo(other.Ticks) : Order.CompareTo(other.Order);
    }
}
