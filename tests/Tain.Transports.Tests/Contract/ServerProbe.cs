namespace Tain.Transports.Contract;

/// <summary>A server endpoint and everything that was pulled from it.</summary>
public sealed class ServerProbe(TransportServer server) : IDisposable
{
    public TransportServer Server { get; } = server;

    public List<PulledEvent> Events { get; } = [];

    /// <summary>What answers data; nothing unless set.</summary>
    public Action<PulledEvent>? OnData { get; set; }

    public IEnumerable<int> Connected => Of(TransportEventKind.Connected).Select(pulled => pulled.ConnectionId);

    public IEnumerable<PulledEvent> Of(TransportEventKind kind) => Events.Where(pulled => pulled.Kind == kind);

    public IEnumerable<PulledEvent> DataFrom(int connectionId) => Of(TransportEventKind.Data).Where(pulled => pulled.ConnectionId == connectionId);

    /// <summary>One whole tick: receive, then flush.</summary>
    public void Tick()
    {
        while (Server.TryReceive(out TransportEvent received))
        {
            var pulled = PulledEvent.From(received);
            Events.Add(pulled);
            if (pulled.Kind == TransportEventKind.Data) OnData?.Invoke(pulled);
        }
        Server.Flush();
    }

    public void Dispose() => Server.Dispose();
}
