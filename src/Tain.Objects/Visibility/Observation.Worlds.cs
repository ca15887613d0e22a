using System.Buffers;
using System.Diagnostics;

namespace Tain;

// What a connection gets to see as a whole: the world when it is ready and has a player, and the groups it subscribes to.
internal sealed partial class Observation
{
    /// <summary>
    /// Gives a ready connection all there is for it, between two messages that tell it when its world is complete. Of a large world only the first part comes between
    /// them; the rest follows tick by tick.
    /// </summary>
    public void GiveWorld(NetworkConnectionToClient connection)
    {
        Debug.Assert(connection.isReady, "Only a ready connection has a world.");
        bool isFirst = !connection.Sight.HasWorld;
        connection.Sight.HasWorld = true;
        connection.Sight.IsGettingWorld = true;
        connection.Send(new ObjectSpawnStartedMessage());
        _joins.Begin(connection);
        if (isFirst) AnnounceAgain(connection);
        foreach (VisibilityGroup group in connection.Sight.Wanted)
        {
            // With another player the world is given once more, to a connection that has most of it.
            if (!group.IsSeenBy(connection)) Connect(connection, group);
        }

        GivePublic(connection);
        _joins.SendFirst(connection);
        connection.Send(new ObjectSpawnFinishedMessage());
        connection.Sight.IsGettingWorld = false;
        _baselines.OnWorldGiven(connection);
    }

    /// <summary>The connection sees nothing any more. It is not told: it keeps its objects, or it is gone.</summary>
    public void TakeWorld(NetworkConnectionToClient connection)
    {
        ConnectionSight sight = connection.Sight;
        _joins.Drop(connection);
        foreach (VisibilityGroup group in sight.Groups) group.Subscribers.Remove(connection.connectionId);
        sight.Groups.Clear();
        while (sight.Beside.Count > 0) FirstOf(sight.Beside).observers.SetOutsider(null);
        sight.HasWorld = false;
        sight.ClearFrames();
        sight.ForgetDebts();
        _public.Merge();
    }

    /// <summary>The connection is gone for good.</summary>
    public void Forget(NetworkConnectionToClient connection)
    {
        TakeWorld(connection);
        foreach (VisibilityGroup group in connection.Sight.Wanted) group.SetRate(connection, 1);
        connection.Sight.ForgetDebts();
        connection.Sight.Wanted.Clear();
    }

    /// <summary>Shows a group of the game to a connection: now, or with its world.</summary>
    public void Subscribe(NetworkConnectionToClient connection, VisibilityGroup group, int sendEvery = 1)
    {
        group.SetRate(connection, sendEvery);
        if (connection.Sight.Wanted.Add(group) && connection.Sight.HasWorld) Connect(connection, group);
    }

    /// <summary>Hides a group of the game from a connection, but for what it owns.</summary>
    public void Unsubscribe(NetworkConnectionToClient connection, VisibilityGroup group)
    {
        if (!connection.Sight.Wanted.Remove(group)) return;
        group.SetRate(connection, 1);
        if (!group.IsSeenBy(connection)) return;
        group.Disconnect(connection);
        foreach (NetworkIdentity identity in group.Members)
        {
            if (connection.isReady && ReferenceEquals(identity.connectionToClient, connection)) identity.observers.SetOutsider(connection);
            else SendHide(identity, connection);
        }
    }

    // What was spawned while the connection was ready without a world: a stock client keeps such objects aside, and forgets what they came with when its world begins.
    private void AnnounceAgain(NetworkConnectionToClient connection)
    {
        foreach (VisibilityGroup group in connection.Sight.Groups)
        {
            foreach (NetworkIdentity identity in group.Members) ListAgain(identity, connection);
        }
        foreach (NetworkIdentity identity in connection.Sight.Beside) ListAgain(identity, connection);
    }

    private void ListAgain(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        // It has to come before the end is said, or the client begins what it forgot the state of.
        if (!connection.Sight.IsPending(identity)) _joins.List(identity, connection, isUrgent: true);
    }

    // Whoever sees the group waits for all that is in it, from now on; then one after the other is sent. Whatever a script does that is asked for the state of one of them, the
    // others are told or not told like any object that waits.
    private void Connect(NetworkConnectionToClient connection, VisibilityGroup group)
    {
        // Made hidden since, and not decided about anew, an object keeps those who see it, but nobody is added; it leaves the group for that. So the walk is along a copy, which
        // lies behind those of the callers.
        int first = _shown.Count;
        foreach (NetworkIdentity identity in group.Members) _shown.Add((identity, identity.netId));
        int end = _shown.Count;
        Looks += end - first;
        if (end == first)
        {
            group.Connect(connection);
            return;
        }
        bool mustWait = _joins.BeginGroup(connection);
        for (int i = first; i < end; i++)
        {
            NetworkIdentity identity = _shown[i].Identity;
            if (ReferenceEquals(identity.observers.Outsider, connection)) identity.observers.SetOutsider(null);
            else if (identity.visibility == Visibility.ForceHidden) identity.observers.EnterIndividual(_server);
            else _joins.Expect(identity, connection);
        }
        group.Connect(connection);
        for (int i = first; i < end; i++)
        {
            (NetworkIdentity identity, uint netId) = _shown[i];
            if (identity.netId == netId) _joins.SendOrList(identity, connection, ref mustWait);
        }
        _joins.EndGroup(connection);
        _shown.RemoveRange(first, end - first);
    }

    // What is for everybody is many objects, about each of which the same is to be said: where no rule has a say, and it cannot be sent now anyway, it is given in one step.
    private void GivePublic(NetworkConnectionToClient connection)
    {
        bool hasCommon = Rule is null && _public.IsSeenBy(connection);
        bool takesCommonAsOne = Rule is null && !hasCommon && _joins.IsTooMuch(connection, _server.SpawnTable.Slots.Common.Count);
        GiveSingly(connection, withoutCommon: hasCommon || takesCommonAsOne);
        if (!connection.Sight.HasWorld) return;
        if (takesCommonAsOne) _joins.AddCommon(connection);
        _public.Connect(connection);
    }

    // Groups of the game come as a whole, unless a rule answers for them object by object.
    private void GiveSingly(NetworkConnectionToClient connection, bool withoutCommon)
    {
        bool areGroupsGiven = Rule is not { } rule || HasSubscribed(rule, connection);
        // A rule or a script that is asked may spawn and destroy, so the walk is along a copy.
        SpawnSlots slots = _server.SpawnTable.Slots;
        NetworkIdentity[] objects = ArrayPool<NetworkIdentity>.Shared.Rent(areGroupsGiven ? slots.Single.Count - (withoutCommon ? slots.Common.Count : 0) + connection.owned.Count : _server.SpawnTable.Count);
        int count;
        if (areGroupsGiven)
        {
            count = slots.CopySinglesTo(objects, withoutCommon);
            foreach (NetworkIdentity identity in connection.owned)
            {
                if (IsCustom(identity)) objects[count++] = identity;
            }
        }
        else
        {
            count = _server.SpawnTable.CopyTo(objects);
        }
        Looks += count;
        _joins.Reserve(connection, count);
        // A script may end the connection, too.
        for (int i = 0; i < count && connection.Sight.HasWorld; i++) Give(objects[i], connection);
        ArrayPool<NetworkIdentity>.Shared.Return(objects, clearArray: true);
    }

    private void Give(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        if (!CanShow(identity, connection)) return;
        if (IsCustom(identity) && ReferenceEquals(identity.connectionToClient, connection))
        {
            UpdateOutsider(identity);
            return;
        }
        bool isForIt = identity.gameObject.activeSelf && IsForNewcomer(identity, connection);
        // The rule may have taken away what it was asked about.
        if (!CanShow(identity, connection)) return;
        if (isForIt) GiveOther(identity, connection);
        // What everybody sees but this one is not for everybody any more.
        else if (identity.observers.Group is { Kind: GroupKind.Public }) identity.observers.EnterIndividual(_server);
    }

    private static bool IsCustom(NetworkIdentity identity) => identity.observers.Group is { Kind: GroupKind.Custom };

    private void GiveOther(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        if (IsCustom(identity) && identity.visibility == Visibility.Default)
        {
            // A rule that uses groups answers for the whole group.
            if (!connection.Sight.Wanted.Contains(identity.observers.Group!)) Subscribe(connection, identity.observers.Group!);
            return;
        }
        _joins.List(identity, connection, isUrgent: false);
        // With the public groups it is connected at the end, with all of them at once.
        if (identity.observers.Group is not { Kind: GroupKind.Public }) identity.observers.EnterIndividual(_server).Connect(connection);
    }

    private static NetworkIdentity FirstOf(HashSet<NetworkIdentity> identities)
    {
        foreach (NetworkIdentity identity in identities) return identity;
        throw new UnreachableException("The set is not empty.");
    }
}
