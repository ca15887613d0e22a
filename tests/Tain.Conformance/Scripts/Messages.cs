using System.Numerics;
using Tain;

namespace RigGame;

public struct OtherMessage : NetworkMessage
{
    public string? title;
    public int[]? values;
    public SmallClass? note;
}

public class Outer
{
    public struct InnerMessage : NetworkMessage
    {
        public int x;
    }
}

/// <summary>Names every type of the section "generated" of primitives.json, so that the weaver registers it.</summary>
public struct AllGenerated : NetworkMessage
{
    public ByteEnum byteEnum;
    public SByteEnum sbyteEnum;
    public ShortEnum shortEnum;
    public IntEnum intEnum;
    public UIntEnum uintEnum;
    public LongEnum longEnum;
    public ULongEnum ulongEnum;
    public EmptyStruct empty;
    public NestedStruct nested;
    public DerivedClass? derived;
    public CollectionStruct collections;
    public string?[]? strings;
    public SmallStruct[]? structs;
    public float[]? floats;
    public double[]? doubles;
    public Vector3[]? vectors;
    public bool[]? flags;
    public ulong[]? longs;
    public IntEnum[]? enums;
    public SmallClass?[]? classes;
    public List<int>? ints;
    public List<SmallStruct>? structList;
    public List<byte>? byteList;
    public List<long>? longList;
    public ArraySegment<string?> stringSegment;
    public List<int[]?>? arrays;
    public List<byte[]?>? byteArrays;
    public List<NetworkIdentity?>? identities;
}
