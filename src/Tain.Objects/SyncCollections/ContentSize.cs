namespace Tain;

/// <summary>
/// How many bytes the elements of a collection take on the wire. It is counted only where somebody else may let the collection grow, from the first question on, and then
/// kept with each change, so that a change costs as much as its own element. An element without bytes counts as one.
/// </summary>
internal sealed class ContentSize
{
    private NetworkWriter? _scratch;
    private long _bytes;

    /// <summary>Whether the size is kept; else <see cref="Begin"/> and <see cref="Add{T}"/> for each element.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>Begins to count, from an empty collection.</summary>
    public void Begin()
    {
        IsKnown = true;
        _bytes = 0;
    }

    /// <summary>The content was replaced as a whole.</summary>
    public void Forget() => IsKnown = false;

    public void Add<T>(T element)
    {
        if (IsKnown) _bytes += SizeOf(element);
    }

    /// <summary>Takes an element out. A set whose comparer takes two for the same may have held one of another size, which is why the sum cannot be trusted below 0.</summary>
    public void Remove<T>(T element)
    {
        if (IsKnown) _bytes = Math.Max(0, _bytes - SizeOf(element));
    }

    /// <summary>The size if one element were put in place of another.</summary>
    public long WithReplaced<T>(T old, T element) => _bytes - SizeOf(old) + SizeOf(element);

    /// <summary>The size with one element more.</summary>
    public long With<T>(T element) => _bytes + SizeOf(element);

    /// <summary>The size with one entry more.</summary>
    public long With<TKey, TValue>(TKey key, TValue value) => _bytes + SizeOf(key) + SizeOf(value);

    private int SizeOf<T>(T element)
    {
        _scratch ??= new NetworkWriter();
        _scratch.Reset();
        _scratch.Write(element);
        return Math.Max(1, _scratch.Position);
    }
}
