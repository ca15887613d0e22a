namespace Tain;

/// <summary>A hash set that is kept equal on all sides that see the object.</summary>
/// <typeparam name="T">What it holds; any type that can be sent.</typeparam>
public class SyncHashSet<T> : SyncSet<T>
{
    /// <summary>Makes an empty set.</summary>
    public SyncHashSet() : this(EqualityComparer<T>.Default)
    {
    }

    /// <summary>Makes an empty set with a comparer.</summary>
    /// <param name="comparer">Decides which items are the same.</param>
    public SyncHashSet(IEqualityComparer<T> comparer) : base(new HashSet<T>(comparer))
    {
    }
}
