namespace Tain.Transports.Contract;

/// <summary>A client endpoint and everything that was pulled from it.</summary>
public sealed class ClientProbe(TransportClient client) : IDisposable
{
    public TransportClient Client { get; } = client;

    public List<PulledEvent> Events { get; } = [];

    /// <summary>The server's id for this client, once it is known.</summary>
    public int ServerId { get; set; }

    public IEnumerable<PulledEvent> Data => Of(TransportEventKind.Data);

    public IEnumerable<PulledEvent> Of(TransportEventKind kind) => Events.Where(pulled => pulled.Kind == kind);

    /// <summary>One whole tick: receive, then flush.</summary>
    public void Tick()
    {
        while (Client.TryReceive(out TransportEvent received)) Events.Add(PulledEvent.From(received));
        Client.Flush();
    }

    public void Dispose() => Client.Dispose();
}
