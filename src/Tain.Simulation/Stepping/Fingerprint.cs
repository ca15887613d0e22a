using System.Buffers.Binary;

namespace Tain.Simulation;

/// <summary>A running digest of everything that happened, so that two runs can be compared without keeping them. Not cryptographic.</summary>
internal struct Fingerprint()
{
    public ulong Value { get; private set; } = 0xCBF29CE484222325;

    public void Add(ulong number)
    {
        ulong mixed = (Value ^ number) * 0x9E3779B97F4A7C15;
        Value = mixed ^ (mixed >> 29);
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        Add((ulong)bytes.Length);
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..]) Add(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (byte b in bytes) Add(b);
    }
}
