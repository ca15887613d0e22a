namespace Tain.Transports.Decorators;

// The example of docs/decorators.md.

/// <summary>Loses every n-th unreliable packet that a client sends.</summary>
public sealed class LossyTransport(Transport inner, int every) : MiddlewareTransport(inner)
{
    public override TransportClient CreateClient() => new LossyClient(Inner.CreateClient(), every);

    private sealed class LossyClient(TransportClient inner, int every) : MiddlewareClient(inner)
    {
        private int _sent;

        public override bool Send(ReadOnlySpan<byte> data, Channel channel) =>
            (channel == Channel.Unreliable && IsConnected && ++_sent % every == 0) || Inner.Send(data, channel);   // lost, as it may be
    }
}
