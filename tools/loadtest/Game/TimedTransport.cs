using Tain.Transports;

namespace Tain.LoadTest.Game;

/// <summary>Measures what a server's transport takes of a tick.</summary>
internal sealed class TimedTransport(Transport inner, TickPhases phases) : MiddlewareTransport(inner)
{
    public override TransportServer CreateServer() => new Server(Inner.CreateServer(), phases);

    private sealed class Server(TransportServer inner, TickPhases phases) : MiddlewareServer(inner)
    {
        public override bool TryReceive(out TransportEvent received)
        {
            long start = phases.Now();
            bool isThere = Inner.TryReceive(out received);
            phases.TransportReceive += phases.Now() - start;
            return isThere;
        }

        public override bool Send(int connectionId, ReadOnlySpan<byte> data, Channel channel)
        {
            long start = phases.Now();
            bool isTaken = Inner.Send(connectionId, data, channel);
            phases.TransportSend += phases.Now() - start;
            return isTaken;
        }

        public override void Flush()
        {
            long start = phases.Now();
            Inner.Flush();
            phases.TransportFlush += phases.Now() - start;
        }
    }
}
