using BenchmarkDotNet.Attributes;
using Tain.Messages;

namespace Tain.Bench;

/// <summary>A message from the game into a batch, and from a packet to its handler, in a whole server.</summary>
[MemoryDiagnoser]
[MinColumn]
public class ConnectionBenchmarks
{
    private const int Count = 1_000;
    private const int MessagesPerBatch = 40;

    private readonly LoopbackEnd _end = new();
    private readonly MessageServer _server;
    private readonly ClientConnection _connection;
    private readonly EntityStateMessage _message = State.Message;
    private readonly byte[] _single = Batch(1);
    private readonly byte[] _full = Batch(MessagesPerBatch);
    private long _handled;

    public ConnectionBenchmarks()
    {
        _server = new MessageServer(_end);
        _server.RegisterHandler<EntityStateMessage>((_, message) => _handled += message.netId, requireAuthentication: false);
        _server.Start();
        _server.Receive();
        _connection = _server.Connections[1];
    }

    [Benchmark(Description = "connection.Send, flushing included", OperationsPerInvoke = Count)]
    public void Send()
    {
        for (int i = 0; i < Count; i++) _connection.Send(_message);
        _server.FlushBatches();
    }

    [Benchmark(Description = "packet of one message -> handler", OperationsPerInvoke = Count)]
    public long ReceiveSingle() => Receive(_single, Count);

    [Benchmark(Description = "packet of 40 messages -> handler, per message", OperationsPerInvoke = Count)]
    public long ReceiveFull() => Receive(_full, Count / MessagesPerBatch);

    private long Receive(byte[] packet, int packets)
    {
        _end.Feed(packet, packets);
        _server.Receive();
        return _handled;
    }

    private static byte[] Batch(int messages)
    {
        var batcher = new Batcher(10_000);
        for (int i = 0; i < messages; i++) batcher.AddMessage(State.Packed, timestamp: 1);
        batcher.TryTakeBatch(out ReadOnlySpan<byte> batch);
        return batch.ToArray();
    }
}
