namespace Tain;

/// <summary>
/// Decides what a connection is sent of a tick in which there is more for it than it may get. What cannot be said later goes out in any case. Of the rest the most
/// important goes first; what is left out grows more important with each tick. A left out change of SyncVars is owed: their values of a later tick will do. A left out
/// unreliable frame is lost, as it might have been anyway.
/// </summary>
/// <remarks>Priorities that accumulate are the usual way: Glenn Fiedler, State Synchronization, gafferongames.com.</remarks>
internal sealed class ByteBudget(DebtWriter writer, Func<InterestManagementBase?> rule, ObjectLog log)
{
    private readonly List<FrameRef> _frames = [];
    private Candidate[] _candidates = new Candidate[64];
    private float[] _order = new float[64];
    private int[] _places = new int[64];
    private InterestManagementBase? _asked;
    private int _count;
    private int _ordered;

    /// <summary>Settles a connection whose frames of this tick are in its outboxes.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="allowance">How many bytes it may be sent, or below 0 when it was sent too many before.</param>
    /// <returns>What is left of it; below 0 when it was not enough.</returns>
    public int Settle(NetworkConnectionToClient connection, int allowance)
    {
        _count = _ordered = 0;
        _asked = rule();
        DebtBook debts = connection.Sight.Debts;
        allowance -= Collect(connection, Channels.Reliable, debts);
        allowance -= Collect(connection, Channels.Unreliable, debts);
        CollectDebts(connection, debts);
        Array.Sort(_order, _places, 0, _ordered);
        for (int i = 0; i < _ordered; i++)
        {
            ref Candidate candidate = ref _candidates[_places[i]];
            // The one that does not fit any more goes out, too, and the next tick pays for it: else what is large would wait for ever. One goes out in any case:
            // where calls and collections use up all there is, the rest must not wait for ever either.
            candidate.IsChosen = i == 0 || allowance > 0;
            if (candidate.IsChosen) allowance -= candidate.Bytes;
        }
        for (int i = 0; i < _count; i++) Conclude(ref _candidates[i], connection, debts);
        Array.Clear(_candidates, 0, _count);
        _frames.Clear();
        return allowance;
    }

    // Bytes of what goes out in any case.
    private int Collect(NetworkConnectionToClient connection, int channel, DebtBook debts)
    {
        _frames.Clear();
        connection.Sight[channel].MoveTo(_frames, connection.Sight.Backlog);
        int certain = 0;
        foreach (FrameRef frame in _frames)
        {
            var candidate = new Candidate { Frame = frame, Channel = channel, Change = frame.Arena.ChangeOf(frame.Number), Bytes = frame.Bytes };
            bool isOptional = channel == Channels.Unreliable || candidate.Change.IsRepeatable;
            int waited = candidate.Change.IsRepeatable ? Join(ref candidate, connection) : 0;
            if (isOptional && !ReferenceEquals(candidate.Change.Identity?.connectionToClient, connection))
            {
                AddOptional(candidate, connection, waited);
                continue;
            }
            candidate.IsChosen = true;
            certain += candidate.Bytes;
            Add(candidate);
        }
        return certain;
    }

    // What is owed of the same object is told together with what is new.
    private static int Join(ref Candidate candidate, NetworkConnectionToClient connection)
    {
        DebtBook debts = connection.Sight.Debts;
        FrameChange change = candidate.Change;
        int place = debts.Find(change.Identity!.SpawnSlot);
        if (place < 0) return 0;
        ref StateDebt debt = ref debts[place];
        if (debt.NetId != change.Identity.netId) return 0;
        debt.IsMet = true;
        if (ReferenceEquals(change.Identity.connectionToClient, connection)) debt.State = debt.State.ForOwner(change.Identity);
        if (change.Covers(debt.State)) return debt.Waited;
        candidate.Change = FrameChange.OfAll(change.Identity, change.State | debt.State);
        candidate.IsWider = true;
        candidate.Bytes += debt.Bytes;
        return debt.Waited;
    }

    private void CollectDebts(NetworkConnectionToClient connection, DebtBook debts)
    {
        for (int place = debts.Count - 1; place >= 0; place--)
        {
            ref StateDebt debt = ref debts[place];
            bool isMet = debt.IsMet;
            debt.IsMet = false;
            if (isMet) continue;
            NetworkIdentity identity = debt.Identity;
            if (identity.netId != debt.NetId || !identity.IsSpawned || !identity.observers.Contains(connection) || connection.Sight.IsPending(identity))
            {
                // Out of sight; if it comes back it comes with its whole state.
                debts.RemoveAt(place);
                continue;
            }
            if (ReferenceEquals(identity.connectionToClient, connection)) debt.State = debt.State.ForOwner(identity);
            AddOptional(new Candidate { Channel = Channels.Reliable, Change = FrameChange.OfAll(identity, debt.State), IsWider = true, Bytes = debt.Bytes }, connection, debt.Waited);
        }
    }

    private void AddOptional(in Candidate candidate, NetworkConnectionToClient connection, int waited)
    {
        NetworkIdentity? identity = candidate.Change.Identity;
        float priority = identity is null || _asked is not { } interest ? 1 : PriorityOf(interest, identity, connection);
        int place = Add(candidate);
        // Smallest first when sorted.
        _order[_ordered] = -priority * (1 + waited);
        _places[_ordered++] = place;
    }

    private float PriorityOf(InterestManagementBase interest, NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        float priority = Ask(interest, identity, connection);
        // A rule may count from any point, for example a distance down from 0. What waits has to rise, so it is made positive, in the same order.
        if (!float.IsFinite(priority)) return 1;
        return priority >= 0 ? 1 + priority : 1 / (1 - priority);
    }

    // A rule that throws is not asked again for this connection in this tick.
    private float Ask(InterestManagementBase interest, NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        try
        {
            return interest.GetPriority(identity, connection);
        }
        catch (Exception exception)
        {
            log.InterestRuleFailed(interest.Describe(), nameof(InterestManagementBase.GetPriority), identity.Describe(), exception);
            _asked = null;
            return InterestManagementBase.DefaultPriority;
        }
    }

    private int Add(in Candidate candidate)
    {
        if (_count == _candidates.Length)
        {
            Array.Resize(ref _candidates, _count * 2);
            Array.Resize(ref _order, _count * 2);
            Array.Resize(ref _places, _count * 2);
        }
        _candidates[_count] = candidate;
        return _count++;
    }

    private void Conclude(ref Candidate candidate, NetworkConnectionToClient connection, DebtBook debts)
    {
        FrameOutbox outbox = connection.Sight[candidate.Channel];
        bool isOwed = candidate.Change.IsRepeatable && candidate.Channel == Channels.Reliable;
        if (!candidate.IsChosen)
        {
            if (isOwed) Owe(candidate, debts);
            return;
        }
        if (candidate.IsWider)
        {
            (int from, int to) = writer.Write(candidate.Change.Identity!, candidate.Change.State);
            outbox.Add(writer.Frames, from, to);
        }
        else
        {
            FrameRef frame = candidate.Frame!.Value;
            outbox.Add(frame.Arena, frame.Number, frame.Number + 1);
        }
        int paid = isOwed ? debts.Find(candidate.Change.Identity!.SpawnSlot) : -1;
        if (paid >= 0 && candidate.Change.Covers(debts[paid].State)) debts.RemoveAt(paid);
    }

    private static void Owe(in Candidate candidate, DebtBook debts)
    {
        int bytes = candidate.Frame is { } frame ? frame.Bytes : candidate.Bytes;
        int place = debts.Add(candidate.Change.Identity!, candidate.Change.State, bytes);
        debts[place].Waited++;
    }
}
