using BenchmarkDotNet.Attributes;
using Tain.Messages;

namespace Tain.Bench;

/// <summary>Messages into batches: one by one, and framed once for all.</summary>
[MemoryDiagnoser]
[MinColumn]
public class BatchBenchmarks
{
    private const int Count = 1_000;

    private readonly Batcher _batcher = new(1_195);
    private readonly Unbatcher _unbatcher = new();
    private readonly FrameArena _arena = new();
    private readonly byte[] _message = State.Packed;
    private readonly NetworkWriter _frames = new();
    private readonly int[] _ends = new int[Count];
    private readonly byte[] _batch;
    private readonly NetworkConnectionToClient _connection;
    private readonly MessageServer<NetworkConnectionToClient> _server;

    public BatchBenchmarks()
    {
        _server = new MessageServer<NetworkConnectionToClient>(new LoopbackEnd(), static (id, address) => new NetworkConnectionToClient(id, address));
        _server.Start();
        _server.Receive();
        _connection = _server.Connections[1];
        for (int i = 0; i < Count; i++)
        {
            _frames.WriteVarUInt((uint)_message.Length);
            _frames.WriteBytes(_message);
            _ends[i] = _frames.Position;
            _arena.Add(_message, 0, default);
        }
        var batcher = new Batcher(1_000_000);
        for (int i = 0; i < Count; i++) batcher.AddMessage(_message, 1);
        batcher.TryTakeBatch(out ReadOnlySpan<byte> batch);
        _batch = batch.ToArray();
    }

    [Benchmark(Description = "Batcher.AddMessage", OperationsPerInvoke = Count)]
    public void AddMessage()
    {
        for (int i = 0; i < Count; i++) _batcher.AddMessage(_message, 1);
        _batcher.Clear();
    }

    [Benchmark(Description = "Batcher.AddFrames, per frame", OperationsPerInvoke = Count)]
    public void AddFrames()
    {
        _batcher.AddFrames(_frames.ToSpan(), 0, _ends, 1);
        _batcher.Clear();
    }

    [Benchmark(Description = "Unbatcher.TryGetNext", OperationsPerInvoke = Count)]
    public int TakeApart()
    {
        int bytes = 0;
        _unbatcher.AddBatch(_batch);
        while (_unbatcher.TryGetNext(out BatchedMessage message, out _)) bytes += message.Bytes.Count;
        return bytes;
    }

    [Benchmark(Description = "FrameArena.Add", OperationsPerInvoke = Count)]
    public int AddToArena()
    {
        _arena.Clear();
        for (int i = 0; i < Count; i++) _arena.Add(_message, 0, default);
        return _arena.Count;
    }

    [Benchmark(Description = "FrameArena.CopyTo a connection, flushing included, per frame", OperationsPerInvoke = Count)]
    public void CopyArena()
    {
        _arena.CopyTo(_connection, Channels.Reliable, 0, Count);
        _server.FlushBatches();
    }
}
