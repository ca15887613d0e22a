using System.Numerics;

namespace RigGame;

public struct EmptyStruct;

public struct SmallStruct
{
    public int number;
    public string? text;
}

public struct NestedStruct
{
    public byte first;
    public SmallStruct inner;
    public Vector3 position;
    public bool last;
}

public class SmallClass
{
    public int number;
    public string? text;
}

public class DerivedClass : SmallClass
{
    public float extra;
}

public struct CollectionStruct
{
    public int[]? ints;
    public List<string?>? strings;
    public HashSet<int>? set;
    public byte[]? bytes;
    public ArraySegment<int> segment;
    public List<List<int>?>? lists;
}
