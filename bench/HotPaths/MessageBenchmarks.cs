using BenchmarkDotNet.Attributes;

namespace Tain.Bench;

/// <summary>A message to bytes and back.</summary>
[MemoryDiagnoser]
[MinColumn]
public class MessageBenchmarks
{
    private readonly NetworkWriterPool _pool = new();
    private readonly NetworkWriter _writer = new();
    private readonly NetworkReader _reader = new();
    private readonly EntityStateMessage _message = State.Message;
    private readonly byte[] _packed = State.Packed;
    private readonly Func<NetworkReader, EntityStateMessage> _read = Reader<EntityStateMessage>.read!;

    [Benchmark(Description = "pack a state message")]
    public int Pack()
    {
        _writer.Reset();
        NetworkMessages.Pack(_message, _writer);
        return _writer.Position;
    }

    [Benchmark(Description = "unpack a state message")]
    public uint Unpack()
    {
        _reader.SetBuffer(_packed);
        return NetworkMessages.UnpackId(_reader, out _) ? _read(_reader).netId : 0;
    }

    [Benchmark(Description = "rent a writer and return it")]
    public int Rent()
    {
        using NetworkWriterPooled writer = _pool.Get();
        return writer.Position;
    }
}
