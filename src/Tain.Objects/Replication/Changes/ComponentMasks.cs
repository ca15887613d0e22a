namespace Tain;

/// <summary>Which components of an object go to its owner and which to the others, a bit per component.</summary>
internal readonly record struct ComponentMasks(ulong Owner, ulong Observers)
{
    public ulong Either => Owner | Observers;

    public bool IsEmpty => Either == 0;

    /// <summary>The same bytes serve both.</summary>
    public bool IsSame => Owner == Observers;

    /// <summary>All components for the owner, the public ones for the others: what a new observer gets.</summary>
    public static ComponentMasks Initial(NetworkIdentity identity)
    {
        ulong owner = 0, observers = 0;
        NetworkBehaviour[] behaviours = identity.NetworkBehaviours;
        for (int i = 0; i < behaviours.Length; i++)
        {
            owner |= 1UL << i;
            if (behaviours[i].syncMode == SyncMode.Observers) observers |= 1UL << i;
        }
        return new ComponentMasks(owner, observers);
    }

    /// <summary>Of some components those whose state the server tells their owner: of the others it was made by the owner, who knows better.</summary>
    public static ulong ForOwner(NetworkIdentity identity, ulong components)
    {
        for (ulong rest = components; rest != 0; rest &= rest - 1)
        {
            int index = System.Numerics.BitOperations.TrailingZeroCount(rest);
            if (identity.NetworkBehaviours[index].syncDirection == SyncDirection.ClientToServer) components &= ~(1UL << index);
        }
        return components;
    }

    public static ComponentMasks operator |(ComponentMasks left, ComponentMasks right) => new(left.Owner | right.Owner, left.Observers | right.Observers);

    /// <summary>The others.</summary>
    public ComponentMasks Without(ulong components) => new(Owner & ~components, Observers & ~components);

    /// <summary>Adds a component that changed on the server.</summary>
    public ComponentMasks With(int index, NetworkBehaviour behaviour)
    {
        ulong bit = 1UL << index;
        // The owner of a client-to-server component knows its state: it made it.
        ulong owner = behaviour.syncDirection == SyncDirection.ServerToClient ? Owner | bit : Owner;
        ulong observers = behaviour.syncMode == SyncMode.Observers ? Observers | bit : Observers;
        return new ComponentMasks(owner, observers);
    }
}
