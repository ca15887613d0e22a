namespace Tain;

/// <summary>How far an object is to be seen, where it says so itself.</summary>
internal static class VisibleRange
{
    /// <summary>The range of an object in units; null when it has the range of the rule.</summary>
    public static float? Of(NetworkIdentity identity) =>
        identity.GetComponent<DistanceInterestManagementCustomRange>() is { } custom ? Math.Max(custom.visRange, 0) : null;
}
