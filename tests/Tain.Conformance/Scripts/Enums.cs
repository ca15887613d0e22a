namespace RigGame;

public enum ByteEnum : byte
{
    A = 0,
    B = 7,
    C = 255,
}

public enum SByteEnum : sbyte
{
    N = -5,
    Z = 0,
}

public enum ShortEnum : short
{
    Z = 0,
    P = 300,
}

public enum IntEnum
{
    Zero = 0,
    One = 1,
    Big = 100000,
    Neg = -2,
}

public enum UIntEnum : uint
{
    Zero = 0,
    Big = 4000000000,
}

public enum LongEnum : long
{
    Zero = 0,
    Big = 5000000000,
    Neg = -5000000000,
}

public enum ULongEnum : ulong
{
    Zero = 0,
    Max = ulong.MaxValue,
}
