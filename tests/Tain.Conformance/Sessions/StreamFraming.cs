namespace Tain.Conformance.Sessions;

/// <summary>What is left of both directions of a TCP connection; a derived class knows where a frame ends.</summary>
internal abstract class StreamFraming : SessionFraming
{
    private byte[] _fromServer = [];
    private byte[] _fromClient = [];

    public sealed override void Read(double ms, bool fromServer, byte[] packet)
    {
        ref byte[] rest = ref fromServer ? ref _fromServer : ref _fromClient;
        rest = [.. rest, .. packet];
        while (TryReadFrame(ms, fromServer, rest) is var used and > 0) rest = rest[used..];
    }

    public sealed override void End()
    {
        Assert.Empty(_fromServer);
        Assert.Empty(_fromClient);
    }

    /// <summary>Reads one frame; returns how many bytes it took, 0 while it is not complete.</summary>
    protected abstract int TryReadFrame(double ms, bool fromServer, ReadOnlySpan<byte> bytes);

    /// <summary>A stream has one channel, and the peers treat all of it as reliable.</summary>
    protected void AddBatch(double ms, bool fromServer, byte[] batch) => Batches.Add(new SessionBatch(ms, fromServer, Channels.Reliable, batch));
}
