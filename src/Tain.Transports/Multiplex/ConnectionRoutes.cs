using System.Diagnostics;

namespace Tain.Transports;

/// <summary>
/// Which connection of which child is which connection of the multiplexer. A table and not a formula: children use the whole range of an int for their ids,
/// so no arithmetic can make room for a child's number in it (Mirror's issue 3280).
/// </summary>
internal sealed class ConnectionRoutes
{
    private readonly Dictionary<(int Child, int ChildId), int> _ids = [];
    private readonly Dictionary<int, (int Child, int ChildId)> _routes = [];
    private int _lastId;

    /// <summary>Gives a child's new connection an id; ids are not used again before the counter has gone round.</summary>
    public int Add(int child, int childId)
    {
        do _lastId = _lastId == int.MaxValue ? 1 : _lastId + 1;
        while (_routes.ContainsKey(_lastId));
        _routes.Add(_lastId, (child, childId));
        _ids[(child, childId)] = _lastId;
        CheckInvariants();
        return _lastId;
    }

    /// <summary>The id of a child's connection.</summary>
    public bool TryGetId(int child, int childId, out int id) => _ids.TryGetValue((child, childId), out id);

    /// <summary>The child's connection behind an id.</summary>
    public bool TryGetRoute(int id, out int child, out int childId)
    {
        bool found = _routes.TryGetValue(id, out (int Child, int ChildId) route);
        (child, childId) = route;
        return found;
    }

    /// <summary>Forgets a connection.</summary>
    public void Remove(int id)
    {
        if (_routes.Remove(id, out (int Child, int ChildId) route)) _ids.Remove(route);
        CheckInvariants();
    }

    /// <summary>Forgets all connections; the counter goes on.</summary>
    public void Clear()
    {
        _ids.Clear();
        _routes.Clear();
    }

    [Conditional("DEBUG")]
    private void CheckInvariants() => Debug.Assert(_ids.Count == _routes.Count, "Each route has one id; a child reported a connection twice.");
}
