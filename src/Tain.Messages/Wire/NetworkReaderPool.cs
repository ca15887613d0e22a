namespace Tain;

/// <summary>
/// Readers that wait for their next use. A pool belongs to an endpoint or a world, and to its thread. Rent with <c>using</c>:
/// <code>using NetworkReaderPooled reader = pool.Get(bytes);</code>
/// </summary>
public sealed class NetworkReaderPool
{
    /// <summary>How many idle readers are kept. Nesting is rarely deeper than a handful.</summary>
    private const int MaxIdleReaders = 64;

    private readonly Stack<NetworkReaderPooled> _idle = new();

    /// <summary>What the readers look values up in that name something elsewhere, see <see cref="NetworkReader.Context"/>.</summary>
    public object? Context { get; init; }

    /// <summary>Takes a reader of an array. The caller owns it until it is disposed or returned.</summary>
    /// <param name="bytes">The bytes. Borrowed.</param>
    /// <returns>A reader that stands at the first byte.</returns>
    public NetworkReaderPooled Get(byte[] bytes) => Get(new ArraySegment<byte>(bytes));

    /// <summary>Takes a reader of a part of an array. The caller owns it until it is disposed or returned.</summary>
    /// <param name="segment">The bytes. Borrowed.</param>
    /// <returns>A reader that stands at the first byte.</returns>
    public NetworkReaderPooled Get(ArraySegment<byte> segment)
    {
        if (!_idle.TryPop(out NetworkReaderPooled? reader)) reader = new NetworkReaderPooled(this);
        reader.IsRented = true;
        reader.Context = Context;
        reader.SetBuffer(segment);
        return reader;
    }

    /// <summary>Gives a reader back.</summary>
    /// <param name="reader">A reader of this pool.</param>
    /// <exception cref="InvalidOperationException">The reader is of another pool, or was returned before.</exception>
    public void Return(NetworkReaderPooled reader)
    {
        if (reader.Pool != this) throw new InvalidOperationException("The reader belongs to another pool. Return it to the pool that it came from, or dispose it.");
        if (!reader.IsRented) throw new InvalidOperationException("The reader was returned twice. Whoever rents a reader returns it once.");
        reader.IsRented = false;
        reader.SetBuffer(ArraySegment<byte>.Empty);
        if (_idle.Count < MaxIdleReaders) _idle.Push(reader);
    }
}

/// <summary>A reader from a <see cref="NetworkReaderPool"/>; disposing it returns it.</summary>
public sealed class NetworkReaderPooled : NetworkReader, IDisposable
{
    internal NetworkReaderPooled(NetworkReaderPool pool) => Pool = pool;

    internal NetworkReaderPool Pool { get; }

    internal bool IsRented { get; set; }

    /// <summary>Returns the reader to its pool.</summary>
    public void Dispose() => Pool.Return(this);
}
