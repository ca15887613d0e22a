namespace Tain;

/// <summary>A sorted set that is kept equal on all sides that see the object.</summary>
/// <typeparam name="T">What it holds; any type that can be sent.</typeparam>
public class SyncSortedSet<T> : SyncSet<T>
{
    /// <summary>Makes an empty set.</summary>
    public SyncSortedSet() : this(Comparer<T>.Default)
    {
    }

    /// <summary>Makes an empty set with a comparer.</summary>
    /// <param name="comparer">Decides the order.</param>
    public SyncSortedSet(IComparer<T> comparer) : base(new SortedSet<T>(comparer))
    {
    }
}
