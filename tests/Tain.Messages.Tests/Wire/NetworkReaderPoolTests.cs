namespace Tain.Tests.Wire;

public class NetworkReaderPoolTests
{
    [Fact]
    public void AReaderComesBackForTheNextUse()
    {
        var pool = new NetworkReaderPool { Context = "where to look" };
        NetworkReaderPooled first;
        using (first = pool.Get([1, 2, 3]))
        {
            Assert.Equal(1, first.ReadByte());
            Assert.Equal(2, first.Remaining);
        }
        Assert.Equal(0, first.Remaining);
        first.Context = null;

        using NetworkReaderPooled second = pool.Get(new ArraySegment<byte>([1, 2, 3, 4], 2, 2));

        Assert.Same(first, second);
        Assert.Equal("where to look", second.Context);
        Assert.Equal(3, second.ReadByte());
        Assert.Equal(1, second.Remaining);
        Assert.NotSame(second, pool.Get([]));
    }

    [Fact]
    public void AReaderThatIsReturnedTwiceOrToAStrangerIsAnError()
    {
        var pool = new NetworkReaderPool();
        NetworkReaderPooled reader = pool.Get([1]);

        Assert.Contains("another pool", Assert.Throws<InvalidOperationException>(() => new NetworkReaderPool().Return(reader)).Message);
        pool.Return(reader);
        Assert.Contains("twice", Assert.Throws<InvalidOperationException>(reader.Dispose).Message);
    }
}
