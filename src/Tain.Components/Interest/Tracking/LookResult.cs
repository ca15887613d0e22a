namespace Tain;

/// <summary>What a look at a place has found.</summary>
internal enum LookResult
{
    /// <summary>It is where it was, or not far from there.</summary>
    Same,

    /// <summary>It is somewhere else, or was looked at for the first time.</summary>
    Moved,

    /// <summary>Its position is no number, or infinite. The one from before counts.</summary>
    NoPlace,
}
