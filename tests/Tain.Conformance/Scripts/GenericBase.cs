using Tain;

namespace RigGame;

// A closed generic base begins at bit 0 again, and its own collection is not synchronized: so recorded.
public class GenericBase<T> : NetworkBehaviour
{
    [SyncVar] public int inGeneric;
    [SyncVar] public string? genericText;
    public readonly SyncList<T> genericList = new();
}

public class GenericInt : GenericBase<int>
{
    [SyncVar] public float own;
    public readonly SyncHashSet<int> ownSet = new();
}

public class GenericText : GenericBase<string>;
