namespace Tain.LoadTest.Game;

/// <summary>Puts players into rooms of a fixed size, first into one from which somebody left: each sees the others of its room, whatever the number of all.</summary>
public class RoomInterest : InterestManagementBase
{
    private readonly Dictionary<NetworkIdentity, VisibilityGroup> _rooms = [];
    private readonly PriorityQueue<VisibilityGroup, int> _freePlaces = new();
    private int _made;

    /// <summary>How many players a room holds.</summary>
    public int placesPerRoom = 50;

    /// <inheritdoc/>
    public override bool OnCheckObserver(NetworkIdentity identity, NetworkConnectionToClient newObserver) =>
        newObserver.identity is { } player && RoomOf(player) == RoomOf(identity);

    /// <inheritdoc/>
    public override void Rebuild(NetworkIdentity identity, bool initialize) => RoomOf(identity).Add(identity);

    /// <inheritdoc/>
    public override void OnSpawned(NetworkIdentity identity)
    {
        if (identity.connectionToClient is { } owner) RoomOf(identity).Subscribe(owner);
    }

    /// <inheritdoc/>
    public override void OnDestroyed(NetworkIdentity identity)
    {
        if (_rooms.Remove(identity, out VisibilityGroup? room)) _freePlaces.Enqueue(room, _made);
    }

    /// <inheritdoc/>
    public override void ResetState()
    {
        _rooms.Clear();
        _freePlaces.Clear();
    }

    private VisibilityGroup RoomOf(NetworkIdentity identity)
    {
        if (_rooms.TryGetValue(identity, out VisibilityGroup? room)) return room;
        if (!_freePlaces.TryDequeue(out room, out _))
        {
            room = NetworkServer.CreateGroup($"room {++_made}");
            for (int i = 1; i < placesPerRoom; i++) _freePlaces.Enqueue(room, _made);
        }
        _rooms.Add(identity, room);
        return room;
    }
}
