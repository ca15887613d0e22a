namespace Tain;

/// <summary>What one connection sees: the groups it subscribes to, and single objects beside them.</summary>
internal sealed class ConnectionSight
{
    public List<Subscription> Subscriptions { get; } = [];

    public HashSet<NetworkIdentity> Individuals { get; } = [];

    /// <summary>This tick's frames for this connection alone: its own objects, and what it sees individually.</summary>
    public FrameOutbox Outbox { get; } = new();

    public Subscription? Find(VisibilityGroup group)
    {
        foreach (Subscription subscription in Subscriptions)
        {
            if (ReferenceEquals(subscription.Group, group)) return subscription;
        }
        return null;
    }
}
