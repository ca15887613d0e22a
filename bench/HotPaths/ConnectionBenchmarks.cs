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
        // Limits that are checked and never reached.
        _server = new MessageServer(_end, new MessageServerOptions { MaxMessagesPerSecond = int.MaxValue, MaxMessagesPerTick = int.MaxValue });
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
    public long ReceiveSingle() => Receive(_single, Count, messages: Count);

    [Benchmark(Description = "packet of 40 messages -> handler, per message", OperationsPerInvoke = Count)]
    public long ReceiveFull() => Receive(_full, Count / MessagesPerBatch, messages: Count);

    private long Receive(byte[] packet, int packets, int messages)
    {
        long before = _server.HandledMessages;
        _end.Feed(packet, packets);
        _server.Receive();
        if (_server.HandledMessages != before + messages) throw new InvalidOperationException($"{_server.HandledMessages - before} of {messages} messages were handled.");
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
