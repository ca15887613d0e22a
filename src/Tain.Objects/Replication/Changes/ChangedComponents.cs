namespace Tain;

/// <summary>What a visit to a changed object finds: which components are due in which kind of message, and when the others will be.</summary>
internal struct ChangedComponents
{
    /// <summary>Deltas on the reliable channel.</summary>
    public ComponentMasks Reliable;

    /// <summary>Deltas since the last baseline, on the unreliable channel.</summary>
    public ComponentMasks HybridDelta;

    /// <summary>Full state that deltas will build on.</summary>
    public ComponentMasks HybridBaseline;

    /// <summary>When the first of those that have to wait is due, in seconds of local time; infinity when none waits.</summary>
    public double WakeAt;

    /// <summary>What the server has to send.</summary>
    public static ChangedComponents OnServer(NetworkIdentity identity, double now)
    {
        var changed = new ChangedComponents { WakeAt = double.PositiveInfinity };
        NetworkBehaviour[] components = identity.NetworkBehaviours;
        for (int i = 0; i < components.Length; i++)
        {
            if (components[i].IsDirty_BitsOnly()) changed.Add(components[i], now, default(ComponentMasks).With(i, components[i]));
        }
        return changed;
    }

    /// <summary>What a client has to send: the components of its own objects that it decides.</summary>
    public static ChangedComponents OnClient(NetworkIdentity identity, double now)
    {
        var changed = new ChangedComponents { WakeAt = double.PositiveInfinity };
        NetworkBehaviour[] components = identity.NetworkBehaviours;
        for (int i = 0; i < components.Length; i++)
        {
            NetworkBehaviour component = components[i];
            if (component.syncDirection == SyncDirection.ClientToServer && component.IsDirty_BitsOnly()) changed.Add(component, now, new ComponentMasks(1UL << i, 0));
        }
        return changed;
    }

    private void Add(NetworkBehaviour component, double now, ComponentMasks bit)
    {
        bool isDue = now >= component.DueAt;
        if (!isDue) WakeAt = Math.Min(WakeAt, component.DueAt);
        if (component.syncMethod == SyncMethod.Hybrid)
        {
            // A baseline holds whatever changed, due or not.
            HybridBaseline |= bit;
            if (isDue) HybridDelta |= bit;
        }
        else if (isDue)
        {
            Reliable |= bit;
        }
    }
}
