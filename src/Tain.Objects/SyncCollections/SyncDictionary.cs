namespace Tain;

/// <summary>A dictionary that is kept equal on all sides that see the object. Every change is recorded as one operation and sent with the next tick.</summary>
/// <typeparam name="TKey">The keys; any type that can be sent.</typeparam>
/// <typeparam name="TValue">The values; any type that can be sent.</typeparam>
public class SyncDictionary<TKey, TValue> : SyncIDictionary<TKey, TValue> where TKey : notnull
{
    /// <summary>Makes an empty dictionary.</summary>
    public SyncDictionary() : base(new Dictionary<TKey, TValue>())
    {
    }

    /// <summary>Makes an empty dictionary with a comparer.</summary>
    /// <param name="eq">Decides which keys are the same.</param>
    public SyncDictionary(IEqualityComparer<TKey> eq) : base(new Dictionary<TKey, TValue>(eq))
    {
    }

    /// <summary>Makes a dictionary with the entries of another one.</summary>
    /// <param name="d">The entries. Copied.</param>
    public SyncDictionary(IDictionary<TKey, TValue> d) : base(new Dictionary<TKey, TValue>(d))
    {
    }
}
