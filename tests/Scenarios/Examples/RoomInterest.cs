namespace Tain.Scenarios.Examples;

/// <summary>The second rule of docs/visibility.md: a player sees the room that it is in. Rooms are groups, so nothing is ever rebuilt.</summary>
public class RoomInterest : InterestManagementBase
{
    private readonly Dictionary<string, VisibilityGroup> rooms = [];

    // Who gets the world gets its room.
    public override bool OnCheckObserver(NetworkIdentity identity, NetworkConnectionToClient newObserver) =>
        RoomOf(identity) == RoomOf(newObserver.identity!);

    // Where an object belongs.
    public override void Rebuild(NetworkIdentity identity, bool initialize) => RoomOf(identity).Add(identity);

    // A new player, even when its room was empty.
    public override void OnSpawned(NetworkIdentity identity)
    {
        if (IsPlayer(identity)) RoomOf(identity).Subscribe(identity.connectionToClient!);
    }

    public override void ResetState() => rooms.Clear();

    /// <summary>Moves a thing into another room, and with a player what it sees.</summary>
    public void Move(Resident who, string room)
    {
        VisibilityGroup before = RoomOf(who.netIdentity);
        who.room = room;
        RoomOf(who.netIdentity).Add(who.netIdentity);
        if (!IsPlayer(who.netIdentity)) return;
        RoomOf(who.netIdentity).Subscribe(who.connectionToClient!);
        before.Unsubscribe(who.connectionToClient!);
    }

    private VisibilityGroup RoomOf(NetworkIdentity identity)
    {
        string room = identity.GetComponent<Resident>()?.room ?? "hall";
        if (!rooms.TryGetValue(room, out VisibilityGroup? group)) rooms[room] = group = NetworkServer.CreateGroup(room);
        return group;
    }

    private static bool IsPlayer(NetworkIdentity identity) => identity.connectionToClient?.identity == identity;
}
