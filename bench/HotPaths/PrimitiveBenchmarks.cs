using System.Numerics;
using BenchmarkDotNet.Attributes;

namespace Tain.Bench;

/// <summary>Single values: a hundred each time, so that the loop around them weighs little.</summary>
[MemoryDiagnoser]
[MinColumn]
public class PrimitiveBenchmarks
{
    private const int Count = 100;
    private const uint Small = 100;
    private const uint Large = 1_000_000;

    private readonly NetworkWriter _writer = new();
    private readonly NetworkReader _reader = new();
    private readonly byte[] _zeros = new byte[Count * 16];
    private readonly byte[] _large;
    private readonly byte[] _strings;

    public PrimitiveBenchmarks()
    {
        var writer = new NetworkWriter();
        for (int i = 0; i < Count; i++) writer.WriteVarUInt(Large);
        _large = writer.ToArray();
        writer.Reset();
        for (int i = 0; i < Count; i++) writer.WriteString("private");
        _strings = writer.ToArray();
    }

    [Benchmark(Description = "write byte", OperationsPerInvoke = Count)]
    public void WriteByte()
    {
        _writer.Reset();
        for (int i = 0; i < Count; i++) _writer.WriteByte((byte)i);
    }

    [Benchmark(Description = "write int", OperationsPerInvoke = Count)]
    public void WriteInt()
    {
        _writer.Reset();
        for (int i = 0; i < Count; i++) _writer.WriteInt(i);
    }

    [Benchmark(Description = "write varint of 1 byte", OperationsPerInvoke = Count)]
    public void WriteSmall()
    {
        _writer.Reset();
        for (int i = 0; i < Count; i++) _writer.WriteVarUInt(Small);
    }

    [Benchmark(Description = "write varint of 4 bytes", OperationsPerInvoke = Count)]
    public void WriteLarge()
    {
        _writer.Reset();
        for (int i = 0; i < Count; i++) _writer.WriteVarUInt(Large);
    }

    [Benchmark(Description = "write Vector3", OperationsPerInvoke = Count)]
    public void WriteVector()
    {
        _writer.Reset();
        for (int i = 0; i < Count; i++) _writer.WriteVector3(Vector3.UnitX);
    }

    [Benchmark(Description = "write string of 7", OperationsPerInvoke = Count)]
    public void WriteString()
    {
        _writer.Reset();
        for (int i = 0; i < Count; i++) _writer.WriteString("private");
    }

    [Benchmark(Description = "Write<int> by the table", OperationsPerInvoke = Count)]
    public void WriteGeneric()
    {
        _writer.Reset();
        for (int i = 0; i < Count; i++) _writer.Write(i);
    }

    [Benchmark(Description = "read byte", OperationsPerInvoke = Count)]
    public int ReadByte()
    {
        int sum = 0;
        _reader.SetBuffer(_zeros);
        for (int i = 0; i < Count; i++) sum += _reader.ReadByte();
        return sum;
    }

    [Benchmark(Description = "read int", OperationsPerInvoke = Count)]
    public int ReadInt()
    {
        int sum = 0;
        _reader.SetBuffer(_zeros);
        for (int i = 0; i < Count; i++) sum += _reader.ReadInt();
        return sum;
    }

    [Benchmark(Description = "read varint of 1 byte", OperationsPerInvoke = Count)]
    public uint ReadSmall() => ReadVarUInts(_zeros);

    [Benchmark(Description = "read varint of 4 bytes", OperationsPerInvoke = Count)]
    public uint ReadLarge() => ReadVarUInts(_large);

    [Benchmark(Description = "read Vector3", OperationsPerInvoke = Count)]
    public float ReadVector()
    {
        float sum = 0;
        _reader.SetBuffer(_zeros);
        for (int i = 0; i < Count; i++) sum += _reader.ReadVector3().X;
        return sum;
    }

    [Benchmark(Description = "read string of 7", OperationsPerInvoke = Count)]
    public int ReadString()
    {
        int sum = 0;
        _reader.SetBuffer(_strings);
        for (int i = 0; i < Count; i++) sum += _reader.ReadString()!.Length;
        return sum;
    }

    private uint ReadVarUInts(byte[] bytes)
    {
        uint sum = 0;
        _reader.SetBuffer(bytes);
        for (int i = 0; i < Count; i++) sum += _reader.ReadVarUInt();
        return sum;
    }
}
