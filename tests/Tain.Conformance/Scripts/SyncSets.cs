using Tain;

namespace RigGame;

public class SyncSets : NetworkBehaviour
{
    public readonly SyncHashSet<int> hash = new();
    public readonly SyncSortedSet<int> sorted = new();
    public readonly SyncList<int> list = new();
    public readonly SyncDictionary<int, string?> map = new();
}
