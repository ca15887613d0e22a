using System.Diagnostics;

namespace Tain;

/// <summary>
/// Brings many objects to a connection over several ticks. What a tick may cost is bounded per connection and for all of them together; what does not fit waits in the
/// connection's <see cref="SpawnBacklog"/> and goes out later, the most important first, connection after connection. An object that waits is observed by the
/// connection, but as good as not there: nothing about it is sent, and the message that brings it will hold its state of then.
/// </summary>
internal sealed class JoinStream(NetworkServer server, SpawnSender spawns, BaselineNotes baselines)
{
    // Less than the shortest spawn message has: its place alone takes 40.
    private const int LeastSpawnBytes = 44;

    // What comes into sight of those who are there has room beside the worlds of those who come.
    private const int WorldShare = 2;

    // Behind a slow line the rest waits here, where it does not grow old, and not in the transport.
    private const int TicksUnderWay = 4;
    private const int LeastBytesUnderWay = 64 * 1024;

    private const int MaxSpares = 16;
    private const int MaxSpareCapacity = 64 * 1024;

    private readonly Queue<NetworkConnectionToClient> _queue = new();
    private readonly Stack<SpawnBacklog> _spares = new();
    private readonly StagedSpawns _staged = new();
    private readonly SlotSet _news = new();
    private readonly int _bytesPerTick = LimitOf(server.Options.joinBytesPerTick);
    private readonly int _totalBytesPerTick = LimitOf(server.Options.joinBytesPerTickTotal);
    private long _tick = 1;
    private int _totalBytes;

    /// <summary>Whether what comes into a connection's sight now has to wait, because enough was sent in this tick, or other things wait already.</summary>
    public bool MustWait(NetworkConnectionToClient connection) =>
        !connection.IsHost && (connection.Sight.PendingCount > 0 || IsFull(connection));

    /// <summary>An object that comes into a connection's sight waits.</summary>
    public void Add(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        List(identity, connection, isUrgent: false);
        Wait(identity, connection.Sight);
        Enqueue(connection);
    }

    /// <summary>A connection is about to see a group. What it has to wait for anyway is not asked for before what is in the group.</summary>
    /// <returns>Whether what is in the group, but is not the connection's own, has to wait.</returns>
    public bool BeginGroup(NetworkConnectionToClient connection)
    {
        bool mustWait = MustWait(connection);
        BacklogOf(connection);
        Queue(connection);
        return mustWait;
    }

    /// <summary>An object of the group waits until its turn comes.</summary>
    public void Expect(NetworkIdentity identity, NetworkConnectionToClient connection) => Wait(identity, connection.Sight);

    /// <summary>Sends an object of the group if it waits still and there is room, else lists it.</summary>
    /// <param name="identity">The object.</param>
    /// <param name="connection">Who sees the group.</param>
    /// <param name="mustWait">Whether one before it had to wait, or this one had to.</param>
    public void SendOrList(NetworkIdentity identity, NetworkConnectionToClient connection, ref bool mustWait)
    {
        if (!connection.Sight.IsPending(identity)) return;
        mustWait |= !connection.IsHost && IsFull(connection);
        bool isOwn = ReferenceEquals(identity.connectionToClient, connection);
        if (connection.Sight.IsGettingWorld || (mustWait && !isOwn)) List(identity, connection, isUrgent: false);
        else SendOne(identity, connection);
    }

    /// <summary>All of the group was sent or listed.</summary>
    public void EndGroup(NetworkConnectionToClient connection)
    {
        // The world that is being given will need the backlog.
        if (!connection.Sight.IsGettingWorld) Enqueue(connection);
    }

    /// <summary>A connection is about to be given the world.</summary>
    public void Begin(NetworkConnectionToClient connection) => BacklogOf(connection).DropOthers();

    /// <summary>Makes room for objects that are about to be listed for a connection.</summary>
    public void Reserve(NetworkConnectionToClient connection, int objects) => BacklogOf(connection).Reserve(objects);

    /// <summary>Whether so many objects, beside those that are listed, cannot be sent to a connection in this tick.</summary>
    public bool IsTooMuch(NetworkConnectionToClient connection, int objects) => (long)(BacklogOf(connection).Listed + objects) * LeastSpawnBytes > RoomForFirst(connection);

    /// <summary>
    /// All common objects wait for a connection that is being given the world. It costs no more than copying their bits, so it is for worlds of which the first tick brings a
    /// part only.
    /// </summary>
    public void AddCommon(NetworkConnectionToClient connection)
    {
        SpawnBacklog backlog = BacklogOf(connection);
        CommonObjects common = server.SpawnTable.Slots.Common;
        common.CountNewcomer();
        _news.Clear();
        _news.AddAll(common.Slots);
        // What was spawned while it was ready without a world it sees.
        foreach (VisibilityGroup group in connection.Sight.Groups)
        {
            if (group.Kind != GroupKind.Public) continue;
            foreach (NetworkIdentity identity in group.Members)
            {
                if (_news.Remove(identity.SpawnSlot)) identity.EndPending();
            }
        }
        backlog.AddCommon(_news);
        foreach (NetworkIdentity identity in connection.owned)
        {
            if (backlog.IsUnlisted(identity.SpawnSlot)) List(identity, connection, isUrgent: true);
        }
    }

    /// <summary>Notes an object for a connection that is being given the world. It waits when <see cref="SendFirst"/> is called, if the connection sees it then.</summary>
    public void List(NetworkIdentity identity, NetworkConnectionToClient connection, bool isUrgent)
    {
        SpawnBacklog backlog = BacklogOf(connection);
        InterestManagementBase? rule = server.aoi;
        bool isOwn = ReferenceEquals(identity.connectionToClient, connection);
        float priority = isUrgent || isOwn ? SpawnBacklog.Entry.Urgent
            : rule is null ? InterestManagementBase.DefaultPriority
            : backlog.IsOrdered ? Ask(ref rule, identity, connection)
            : SpawnBacklog.Entry.NotAsked;
        backlog.List(identity.SpawnSlot, identity.netId, priority);
    }

    /// <summary>
    /// Sends the first part of a world. If all of it fits into a tick, it goes in the order in which it was listed; else what the connection owns and what is most
    /// important goes now, and the rest waits.
    /// </summary>
    public void SendFirst(NetworkConnectionToClient connection)
    {
        if (connection.Sight.Backlog is not { } backlog) return;
        Settle(connection, backlog);
        Enqueue(connection);
        if (backlog.Count == 0) return;
        int room = RoomForFirst(connection);
        // A script that is asked for a state may have another connection join, which has to do without.
        bool isStaged = backlog is { IsOrdered: false, HasCommon: false } && !_staged.IsInUse && TryStage(connection, backlog, room);
        if (isStaged) SendStaged(connection);
        if (!isStaged) SendMostImportant(connection, room);
    }

    /// <summary>Once per tick, before its state: sends what waits, as far as it may. The connections take turns.</summary>
    public void Send()
    {
        for (int left = _queue.Count; left > 0 && _totalBytes < _totalBytesPerTick; left--)
        {
            NetworkConnectionToClient connection = _queue.Peek();
            if (connection.Sight.PendingCount > 0 && !IsBehind(connection))
                SendMostImportant(connection, Math.Min(_bytesPerTick - SentBytes(connection), _totalBytesPerTick - _totalBytes));
            _queue.Dequeue();
            connection.Sight.IsQueued = false;
            Enqueue(connection);
        }
        _tick++;
        _totalBytes = 0;
    }

    /// <summary>Sends an object that waits at once, because something about it has to be said to this connection.</summary>
    /// <returns>False when it did not wait.</returns>
    public bool SendNow(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        if (!connection.Sight.IsPending(identity)) return false;
        SendOne(identity, connection);
        return true;
    }

    /// <summary>Counts a spawn message that was sent to a connection.</summary>
    public void Count(NetworkConnectionToClient connection, int bytes)
    {
        connection.Sight.SpawnBytes = SentBytes(connection) + bytes;
        connection.Sight.SpawnBytesTick = _tick;
        _totalBytes += bytes;
    }

    /// <summary>Nobody waits for the object any more.</summary>
    public void Drop(NetworkIdentity identity)
    {
        if (identity.PendingObservers == 0) return;
        // Who waits for anything stands in the queue.
        foreach (NetworkConnectionToClient connection in _queue) connection.Sight.EndPending(identity);
        Debug.Assert(identity.PendingObservers == 0, "Somebody waits for the object and is not in the queue.");
    }

    /// <summary>Nothing waits for the connection any more.</summary>
    public void Drop(NetworkConnectionToClient connection)
    {
        if (connection.Sight.Backlog is not { } backlog) return;
        for (int slot = backlog.NextWaiting(0); slot >= 0; slot = backlog.NextWaiting(slot + 1))
        {
            if (server.SpawnTable.Slots[slot] is { } identity) connection.Sight.EndPending(identity);
        }
        Release(connection.Sight, backlog);
    }

    private static int LimitOf(int option) => option > 0 ? option : int.MaxValue;

    private static void Wait(NetworkIdentity identity, ConnectionSight sight)
    {
        if (sight.Backlog!.Add(identity.SpawnSlot)) identity.BeginPending();
    }

    private SpawnBacklog BacklogOf(NetworkConnectionToClient connection) =>
        connection.Sight.Backlog ??= _spares.TryPop(out SpawnBacklog? spare) ? spare : new SpawnBacklog();

    private int RoomForFirst(NetworkConnectionToClient connection) =>
        connection.IsHost ? int.MaxValue : Math.Min(_bytesPerTick - SentBytes(connection), _totalBytesPerTick / WorldShare - _totalBytes);

    private bool IsFull(NetworkConnectionToClient connection) => SentBytes(connection) >= _bytesPerTick || _totalBytes >= _totalBytesPerTick;

    private int SentBytes(NetworkConnectionToClient connection) => connection.Sight.SpawnBytesTick == _tick ? connection.Sight.SpawnBytes : 0;

    // A rule may have hidden again what it was shown a moment ago.
    private void Settle(NetworkConnectionToClient connection, SpawnBacklog backlog)
    {
        VisibilityGroup? seen = null;
        for (int place = 0; place < backlog.Listed; place++)
        {
            if (server.SpawnTable.Slots[backlog[place].Slot] is not { } identity) continue;
            // Most of a world is in one group, about which it is enough to ask once.
            ObserverSet observers = identity.observers;
            bool isSeen = seen is not null && ReferenceEquals(observers.Group, seen);
            if (!isSeen && !observers.Contains(connection)) continue;
            if (!isSeen && !ReferenceEquals(observers.Outsider, connection)) seen = observers.Group;
            Wait(identity, connection.Sight);
        }
    }

    private bool TryStage(NetworkConnectionToClient connection, SpawnBacklog backlog, int room)
    {
        if ((long)backlog.Count * LeastSpawnBytes > room) return false;
        _staged.Begin();
        for (int place = 0; place < backlog.Listed && _staged.Bytes <= room; place++)
        {
            if (server.SpawnTable.Slots[backlog[place].Slot] is { } identity && connection.Sight.IsPending(identity)) Stage(identity, connection);
        }
        if (_staged.Bytes <= room) return true;
        _staged.End();
        return false;
    }

    private void Stage(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        uint netId = identity.netId;
        Begin(identity);
        if (identity.netId == netId) _staged.Add(identity, connection, spawns.Write(identity, connection));
    }

    private void SendStaged(NetworkConnectionToClient connection)
    {
        for (int i = 0; i < _staged.Count; i++)
        {
            NetworkIdentity identity = _staged[i].Identity;
            // A script that was asked for the state of another object may have taken this one away, or given it to another owner.
            if (identity.netId != _staged[i].NetId || !connection.Sight.IsPending(identity)) continue;
            if (SpawnSender.FlagsFor(identity, connection) == _staged[i].Flags) SendWritten(identity, connection, _staged.MessageOf(i));
            else SendOne(identity, connection);
        }
        _staged.End();
    }

    private void SendMostImportant(NetworkConnectionToClient connection, int room)
    {
        // A script that was asked for the state of what was to be sent together may have ended the connection.
        if (connection.Sight.Backlog is not { } backlog) return;
        if (!backlog.IsOrdered) Order(connection, backlog);
        long end = (long)SentBytes(connection) + room;
        while (backlog.Count > 0 && TakeNext(backlog, hasRoom: SentBytes(connection) < end) is { } identity)
        {
            SendOne(identity, connection);
            // A script that was asked for the state may have ended the connection.
            if (!ReferenceEquals(connection.Sight.Backlog, backlog)) return;
        }
    }

    // The most important of those that wait; none when only what is urgent may go, and there is no such thing.
    private NetworkIdentity? TakeNext(SpawnBacklog backlog, bool hasRoom)
    {
        SpawnSlots slots = server.SpawnTable.Slots;
        while (backlog.Listed > 0 && (slots[backlog[0].Slot] is null || !backlog.Contains(backlog[0].Slot))) backlog.TakeFirst();
        bool isUrgent = backlog.Listed > 0 && backlog[0].Priority == SpawnBacklog.Entry.Urgent;
        if (!hasRoom && !isUrgent) return null;
        if (!isUrgent && backlog.HasCommon && slots.Common.FindNext(backlog, slots) is { } place)
        {
            // What stands before it does not wait, and will not without being listed: nobody has to pass over it again.
            backlog.NextCommon = place.NetId;
            var common = new SpawnBacklog.Entry(InterestManagementBase.DefaultPriority, place.NetId, place.Slot);
            if (backlog.Listed == 0 || common.IsBefore(backlog[0]))
            {
                backlog.NextCommon = place.NetId + 1;
                return slots[place.Slot];
            }
        }
        Debug.Assert(backlog.Listed > 0, "What waits is listed, or has its place among the common objects.");
        if (backlog.Listed == 0) return null;
        NetworkIdentity? listed = slots[backlog[0].Slot];
        backlog.TakeFirst();
        return listed;
    }

    private void SendOne(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        uint netId = identity.netId;
        Begin(identity);
        // The script that was asked may have taken the object away. If it is spawned anew it is another one, which comes by itself.
        if (identity.netId == netId && connection.Sight.IsPending(identity)) SendWritten(identity, connection, spawns.Write(identity, connection));
    }

    private void SendWritten(NetworkIdentity identity, NetworkConnectionToClient connection, ReadOnlySpan<byte> message)
    {
        connection.Sight.EndPending(identity);
        if (!message.IsEmpty) connection.SendRaw(message, Channels.Reliable);
        Count(connection, message.Length);
        baselines.OnSent(identity, connection);
    }

    // The first copy holds the whole state, so there is nothing left that anybody would have to be told as a change.
    private void Begin(NetworkIdentity identity)
    {
        bool hasCopies = identity.HasCopies;
        if (!hasCopies) spawns.BeginCopies(identity, server.LocalTime);
        spawns.Begin(identity, hasCopies);
    }

    private void Order(NetworkConnectionToClient connection, SpawnBacklog backlog)
    {
        InterestManagementBase? rule = server.aoi;
        for (int place = 0; place < backlog.Listed; place++)
        {
            SpawnBacklog.Entry entry = backlog[place];
            if (!float.IsNaN(entry.Priority)) continue;
            float priority = rule is not null && server.SpawnTable.Slots[entry.Slot] is { } identity ? Ask(ref rule, identity, connection) : InterestManagementBase.DefaultPriority;
            backlog.SetPriority(place, priority);
        }
        backlog.Order();
    }

    // A rule that throws is not asked again for this connection.
    private float Ask(ref InterestManagementBase? rule, NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        try
        {
            float priority = rule!.GetPriority(identity, connection);
            // Nothing that is said here makes an object urgent, and what is no number comes last.
            return float.IsNaN(priority) ? float.NegativeInfinity : Math.Min(priority, float.MaxValue);
        }
        catch (Exception exception)
        {
            server.Log.InterestRuleFailed(rule!.Describe(), nameof(InterestManagementBase.GetPriority), identity.Describe(), exception);
            rule = null;
            return InterestManagementBase.DefaultPriority;
        }
    }

    private bool IsBehind(NetworkConnectionToClient connection) =>
        server.Messages.GetSendQueueBytes(connection.connectionId) >= Math.Max(LeastBytesUnderWay, (long)_bytesPerTick * TicksUnderWay);

    private void Enqueue(NetworkConnectionToClient connection)
    {
        ConnectionSight sight = connection.Sight;
        if (sight.Backlog is not { } backlog) return;
        if (backlog.Count == 0)
        {
            Release(sight, backlog);
            return;
        }
        Queue(connection);
    }

    private void Queue(NetworkConnectionToClient connection)
    {
        if (connection.Sight.IsQueued) return;
        connection.Sight.IsQueued = true;
        _queue.Enqueue(connection);
    }

    private void Release(ConnectionSight sight, SpawnBacklog backlog)
    {
        sight.Backlog = null;
        backlog.Clear();
        if (_spares.Count < MaxSpares && backlog.Capacity <= MaxSpareCapacity) _spares.Push(backlog);
    }
}
