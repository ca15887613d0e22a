namespace Tain;

/// <summary>
/// The clients of a group that are sent its state every so many send intervals. What changes between is owed to all of them together, so that it is written once and
/// each has the same values. What cannot be said later reaches them at once, and unreliable frames reach them in their turn only.
/// </summary>
internal sealed class RateLane(VisibilityGroup group, int every, int phase)
{
    /// <summary>Every how many send intervals; at least 2.</summary>
    public int Every { get; } = every;

    /// <summary>The clients in it, also those that have no world now.</summary>
    public List<NetworkConnectionToClient> Members { get; } = [];

    public DebtBook Debts { get; } = new();

    /// <summary>Whether <see cref="RateLanes"/> has it on its list of those that owe.</summary>
    public bool IsListed { get; set; }

    /// <summary>Whether it is sent to in a tick. Groups take turns.</summary>
    public bool IsTurn(long tick) => (tick + phase) % Every == 0;

    /// <summary>Whether a member can be sent something.</summary>
    public bool Reaches(NetworkConnectionToClient connection) => connection.isReady && group.IsSeenBy(connection);

    /// <summary>A client leaves, and takes along what it is owed.</summary>
    public void Remove(NetworkConnectionToClient connection)
    {
        if (!Members.Remove(connection)) return;
        if (Reaches(connection)) Debts.CopyTo(connection.Sight.Debts);
        if (Members.Count == 0) Debts.Clear();
    }

    /// <summary>One member is to be told by itself what it is owed of an object.</summary>
    public void CopyDebt(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        int place = Debts.Find(identity.SpawnSlot);
        if (place >= 0 && Reaches(connection)) Debts.CopyTo(connection.Sight.Debts, place);
    }

    /// <summary>An object leaves the group. Who sees it elsewhere is still owed what it was owed here.</summary>
    public void Remove(NetworkIdentity identity)
    {
        int place = Debts.Find(identity.SpawnSlot);
        if (place < 0) return;
        foreach (NetworkConnectionToClient connection in Members) CopyDebt(identity, connection);
        Debts.RemoveAt(place);
    }
}
