namespace Tain;

/// <summary>
/// Writers that wait for their next use. A pool belongs to an endpoint or a world, and to its thread. Rent with <c>using</c>:
/// <code>using NetworkWriterPooled writer = pool.Get();</code>
/// </summary>
public sealed class NetworkWriterPool
{
    /// <summary>How many idle writers are kept. Nesting is rarely deeper than a handful; more would only hold memory.</summary>
    private const int MaxIdleWriters = 64;

    /// <summary>A writer that once held something huge is dropped instead of keeping that memory for ever.</summary>
    private const int MaxRetainedBytes = 1024 * 1024;

    private readonly Stack<NetworkWriterPooled> _idle = new();

    /// <summary>Takes an empty writer. The caller owns it until it is disposed or returned.</summary>
    /// <returns>An empty writer.</returns>
    public NetworkWriterPooled Get()
    {
        if (!_idle.TryPop(out NetworkWriterPooled? writer)) writer = new NetworkWriterPooled(this);
        writer.IsRented = true;
        return writer;
    }

    /// <summary>Gives a writer back. Its bytes are gone afterwards.</summary>
    /// <param name="writer">A writer of this pool.</param>
    /// <exception cref="InvalidOperationException">The writer is of another pool, or was returned before.</exception>
    public void Return(NetworkWriterPooled writer)
    {
        if (writer.Pool != this) throw new InvalidOperationException("The writer belongs to another pool. Return it to the pool that it came from, or dispose it.");
        if (!writer.IsRented) throw new InvalidOperationException("The writer was returned twice. Whoever rents a writer returns it once.");
        writer.IsRented = false;
        writer.Reset();
        if (_idle.Count < MaxIdleWriters && writer.Capacity <= MaxRetainedBytes) _idle.Push(writer);
    }
}

/// <summary>A writer from a <see cref="NetworkWriterPool"/>; disposing it returns it.</summary>
public sealed class NetworkWriterPooled : NetworkWriter, IDisposable
{
    internal NetworkWriterPooled(NetworkWriterPool pool) => Pool = pool;

    internal NetworkWriterPool Pool { get; }

    internal bool IsRented { get; set; }

    /// <summary>Returns the writer to its pool.</summary>
    public void Dispose() => Pool.Return(this);
}
