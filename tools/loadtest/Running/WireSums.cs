namespace Tain.LoadTest;

/// <summary>What went over the wire as datagrams, of all threads.</summary>
internal sealed class WireSums
{
    public long DatagramsIn { get; private set; }

    public long DatagramsOut { get; private set; }

    public long BytesIn { get; private set; }

    public long BytesOut { get; private set; }

    public void Add(CountingSockets sockets)
    {
        DatagramsIn += sockets.DatagramsIn;
        DatagramsOut += sockets.DatagramsOut;
        BytesIn += sockets.BytesIn;
        BytesOut += sockets.BytesOut;
    }
}
