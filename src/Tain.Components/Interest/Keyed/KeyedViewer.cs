namespace Tain;

/// <summary>A client of a keyed rule.</summary>
internal sealed class KeyedViewer : InterestViewer
{
    /// <summary>The key with which it looks.</summary>
    public KeyChoice Choice { get; set; }
}
