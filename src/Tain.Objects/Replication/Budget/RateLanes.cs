namespace Tain;

/// <summary>Sends the state of groups to clients that are sent it less often than in each tick.</summary>
internal sealed class RateLanes(DebtWriter writer)
{
    private readonly List<RateLane> _owing = [];
    private long _tick;

    /// <summary>Whether somebody may be sent less than everything, here or for want of budget.</summary>
    public bool IsThinned => writer.IsInUse;

    public void BeginTick() => _tick++;

    /// <summary>Gives a piece of a group's frames to the group's clients, each in its way.</summary>
    public void Spread(ChannelFrames frames, in FramePiece piece)
    {
        if (frames.ChannelId == Channels.Reliable)
        {
            foreach (RateLane lane in piece.Group.Lanes!) Owe(lane, frames, piece);
        }
        foreach (NetworkConnectionToClient connection in piece.Group.Subscribers.Values)
        {
            if (!connection.isReady) continue;
            FrameOutbox outbox = connection.Sight[frames.ChannelId];
            bool isLossy = frames.ChannelId == Channels.Unreliable;
            if (piece.Group.LaneOf(connection) is not { } lane || (isLossy && lane.IsTurn(_tick))) outbox.AddGroup(frames.Shared, piece.From, piece.To);
            // What it owns it gets at once, and nothing else for that: how a tick is cut into pieces must not show.
            else if (outbox.HasAmendments) outbox.AddUrgent(frames.Shared, piece.From, piece.To, isLossy);
        }
    }

    /// <summary>Pays the lanes whose turn it is.</summary>
    public void Pay()
    {
        for (int i = _owing.Count - 1; i >= 0; i--)
        {
            RateLane lane = _owing[i];
            if (lane.Debts.Count > 0 && !lane.IsTurn(_tick)) continue;
            Pay(lane);
            lane.IsListed = false;
            _owing[i] = _owing[^1];
            _owing.RemoveAt(_owing.Count - 1);
        }
    }

    private void Owe(RateLane lane, ChannelFrames frames, in FramePiece piece)
    {
        if (lane.Members.Count == 0) return;
        for (int i = piece.From; i < piece.To; i++)
        {
            FrameChange change = frames.Shared.ChangeOf(i);
            if (change.IsRepeatable) lane.Debts.Add(change.Identity!, change.State, frames.Shared.BytesOf(i, i + 1));
            else SendNow(lane, frames.Shared, i);
        }
        if (lane.IsListed || lane.Debts.Count == 0) return;
        lane.IsListed = true;
        _owing.Add(lane);
    }

    private static void SendNow(RateLane lane, FrameArena frames, int frame)
    {
        foreach (NetworkConnectionToClient connection in lane.Members)
        {
            // One that gets something in another form gets this in its place between that.
            if (lane.Reaches(connection) && !connection.Sight[Channels.Reliable].HasAmendments) connection.Sight[Channels.Reliable].Add(frames, frame, frame + 1);
        }
    }

    private void Pay(RateLane lane)
    {
        foreach (NetworkConnectionToClient connection in lane.Members)
        {
            if (lane.Reaches(connection)) Pay(lane.Debts, connection);
        }
        lane.Debts.Clear();
    }

    // What is the same for many is written for the first of them.
    private void Pay(DebtBook debts, NetworkConnectionToClient connection)
    {
        for (int place = 0; place < debts.Count; place++)
        {
            ref StateDebt debt = ref debts[place];
            NetworkIdentity identity = debt.Identity;
            if (identity.netId != debt.NetId || !identity.IsSpawned) continue;
            (int from, int to) = writer.Write(identity, ReferenceEquals(identity.connectionToClient, connection) ? debt.State.ForOwner(identity) : debt.State);
            connection.Sight[Channels.Reliable].Add(writer.Frames, from, to);
        }
    }
}
