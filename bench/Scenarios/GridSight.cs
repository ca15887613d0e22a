namespace Tain.Bench;

/// <summary>A rule of a square grid: each cell is a group, and a player sees its cell and those around it.</summary>
internal sealed class GridSight : InterestManagementBase
{
    private readonly Dictionary<(int X, int Y), VisibilityGroup> _cells = [];
    private readonly List<(NetworkIdentity Player, (int X, int Y) Cell)> _players = [];

    public override bool OnCheckObserver(NetworkIdentity identity, NetworkConnectionToClient newObserver) =>
        Walkers.Sees(Walkers.Cell(identity.transform.position), Walkers.Cell(newObserver.identity!.transform.position));

    public override void Rebuild(NetworkIdentity identity, bool initialize) => Group(Walkers.Cell(identity.transform.position)).Add(identity);

    public override void OnSpawned(NetworkIdentity identity)
    {
        if (identity.connectionToClient is not { } connection) return;
        (int X, int Y) cell = Walkers.Cell(identity.transform.position);
        _players.Add((identity, cell));
        for (int i = 0; i < 9; i++) Group(Around(cell, i)).Subscribe(connection);
    }

    /// <summary>Looks who has left its cell.</summary>
    public void LateUpdate()
    {
        for (int i = 0; i < _players.Count; i++)
        {
            (NetworkIdentity player, (int X, int Y) from) = _players[i];
            (int X, int Y) to = Walkers.Cell(player.transform.position);
            if (from == to) continue;
            _players[i] = (player, to);
            Cross(player, from, to);
        }
    }

    private void Cross(NetworkIdentity player, (int X, int Y) from, (int X, int Y) to)
    {
        for (int i = 0; i < 9; i++)
        {
            if (!Walkers.Sees(from, Around(to, i))) Group(Around(to, i)).Subscribe(player.connectionToClient!);
        }
        Group(to).Add(player);
        for (int i = 0; i < 9; i++)
        {
            if (!Walkers.Sees(to, Around(from, i))) Group(Around(from, i)).Unsubscribe(player.connectionToClient!);
        }
    }

    private static (int X, int Y) Around((int X, int Y) cell, int place) => (cell.X + (place % 3) - 1, cell.Y + (place / 3) - 1);

    private VisibilityGroup Group((int X, int Y) cell)
    {
        if (!_cells.TryGetValue(cell, out VisibilityGroup? group)) _cells.Add(cell, group = NetworkServer.CreateGroup($"cell {cell.X}, {cell.Y}"));
        return group;
    }
}
