namespace Tain.Tests.Wire;

public class NetworkWriterPoolTests
{
    [Fact]
    public void AReturnedWriterComesBackEmpty()
    {
        var pool = new NetworkWriterPool();
        NetworkWriterPooled first = pool.Get();
        first.WriteInt(5);
        first.Dispose();
        using NetworkWriterPooled second = pool.Get();
        Assert.Same(first, second);
        Assert.Equal(0, second.Position);
    }

    [Fact]
    public void ReturningTwiceOrElsewhereIsAnError()
    {
        var pool = new NetworkWriterPool();
        NetworkWriterPooled writer = pool.Get();
        Assert.Throws<InvalidOperationException>(() => new NetworkWriterPool().Return(writer));
        pool.Return(writer);
        Assert.Throws<InvalidOperationException>(() => pool.Return(writer));
    }

    [Fact]
    public void AWriterThatHeldSomethingHugeIsDropped()
    {
        var pool = new NetworkWriterPool();
        NetworkWriterPooled writer = pool.Get();
        writer.WriteBytes(new byte[2 * 1024 * 1024]);
        writer.Dispose();
        using NetworkWriterPooled next = pool.Get();
        Assert.NotSame(writer, next);
    }

    [Fact]
    public void AWriterGrowsAndCanBeOverwritten()
    {
        var writer = new NetworkWriter(0);
        writer.Position = 4;
        writer.WriteByte(9);
        writer.Position = 0;
        writer.WriteInt(1);
        writer.Position = 5;
        Assert.Equal("0100000009", Vectors.Hex(writer.ToSpan()));
        Assert.Equal(5, writer.ToArray().Length);
    }
}
