using Tain;

namespace RigGame;

public class SyncCollections : NetworkBehaviour
{
    public readonly SyncList<int> ints = new();
    public readonly SyncList<string?> strings = new();
    public readonly SyncList<SmallStruct> structs = new();
    public readonly SyncDictionary<string, int> map = new();
    public readonly SyncDictionary<int, SmallStruct> structMap = new();
    public readonly SyncHashSet<int> set = new();
    public readonly SyncSortedSet<string?> sorted = new();
    public readonly SyncIDictionary<int, int> idict = new(new SortedDictionary<int, int>());
}
