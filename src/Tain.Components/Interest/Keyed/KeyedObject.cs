namespace Tain;

/// <summary>An object of a keyed rule. Where it is does not matter.</summary>
internal sealed class KeyedObject : InterestObject
{
    /// <summary>The group of its key; null when it has none, or all.</summary>
    public InterestCell<InterestKey>? Cell { get; set; }
}
