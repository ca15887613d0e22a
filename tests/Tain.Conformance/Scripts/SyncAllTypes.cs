using System.Numerics;
using Tain;

namespace RigGame;

public class SyncAllTypes : NetworkBehaviour
{
    [SyncVar] public bool vBool;
    [SyncVar] public byte vByte;
    [SyncVar] public sbyte vSByte;
    [SyncVar] public short vShort;
    [SyncVar] public ushort vUShort;
    [SyncVar] public int vInt;
    [SyncVar] public uint vUInt;
    [SyncVar] public long vLong;
    [SyncVar] public ulong vULong;
    [SyncVar] public char vChar;
    [SyncVar] public float vFloat;
    [SyncVar] public double vDouble;
    [SyncVar] public decimal vDecimal;
    [SyncVar] public string? vString;
    [SyncVar] public Vector2 vVector2;
    [SyncVar] public Vector3 vVector3;
    [SyncVar] public Vector4 vVector4;
    [SyncVar] public Quaternion vQuaternion;
    [SyncVar] public Color vColor;
    [SyncVar] public Color32 vColor32;
    [SyncVar] public Guid vGuid;
    [SyncVar] public DateTime vDateTime;
    [SyncVar] public ByteEnum vEnumByte;
    [SyncVar] public IntEnum vEnumInt;
    [SyncVar] public SmallStruct vStruct;
    [SyncVar] public SmallClass? vClass;
    [SyncVar] public int[]? vInts;
    [SyncVar] public List<string>? vStrings;
    [SyncVar] public int? vNullableInt;
    [SyncVar] public Vector3? vNullableVector3;
    [SyncVar] public byte[]? vBytes;
}
