namespace Tain.Transports.Contract;

/// <summary>A server, its clients and the loop that ticks them: what every contract test starts from.</summary>
public sealed class TransportBench : IDisposable
{
    private readonly List<ClientProbe> _clients = [];
    private readonly TransportSubject _subject;

    public TransportBench(TransportSubject subject)
    {
        _subject = subject;
        Server = new ServerProbe(subject.Transport.CreateServer());
    }

    public ServerProbe Server { get; }

    /// <summary>Clients that are ticked; one taken out of here is a peer that hangs.</summary>
    public List<ClientProbe> Ticked { get; } = [];

    public static TransportBench Started(TransportSubject subject)
    {
        var bench = new TransportBench(subject);
        bench.Server.Server.Start();
        return bench;
    }

    public ClientProbe AddClient()
    {
        var client = new ClientProbe(_subject.Transport.CreateClient());
        _clients.Add(client);
        Ticked.Add(client);
        return client;
    }

    /// <summary>A client that both sides have reported as connected.</summary>
    public ClientProbe AddConnectedClient()
    {
        ClientProbe client = AddClient();
        ConnectAndWait(client);
        return client;
    }

    public void ConnectAndWait(ClientProbe client)
    {
        int before = Server.Connected.Count();
        int events = client.Events.Count;
        _subject.Connect(client.Client, Server.Server);
        WaitUntil(() => client.Events.Count > events && Server.Connected.Count() > before, "both sides report the connection");
        Assert.Equal(TransportEventKind.Connected, client.Events[events].Kind);
        client.ServerId = Server.Connected.Last();
    }

    public void Tick()
    {
        foreach (ClientProbe client in Ticked) client.Tick();
        Server.Tick();
    }

    public void WaitUntil(Func<bool> condition, string expectation)
    {
        _subject.BeginWait();
        while (!condition())
        {
            Tick();
            if (_subject.Step() || condition()) continue;
            string seen = string.Join("; ", Server.Events.TakeLast(5)) + " | " + string.Join("; ", _clients.SelectMany(client => client.Events.TakeLast(3)));
            Assert.Fail($"Waited in vain until {expectation}. Server and clients saw last: {seen}");
        }
    }

    /// <summary>Ticks often enough that anything on its way would have arrived, for tests that say what must not happen: a packet is sent around as a marker.</summary>
    public void Settle(ClientProbe client)
    {
        byte[] marker = Guid.NewGuid().ToByteArray();
        Assert.True(client.Client.Send(marker, Channel.Reliable));
        WaitUntil(() => Server.DataFrom(client.ServerId).Any(pulled => pulled.Data.AsSpan().SequenceEqual(marker)), "the marker arrives at the server");
        Assert.True(Server.Server.Send(client.ServerId, marker, Channel.Reliable));
        WaitUntil(() => client.Data.Any(pulled => pulled.Data.AsSpan().SequenceEqual(marker)), "the marker comes back");
    }

    public void Dispose()
    {
        foreach (ClientProbe client in _clients) client.Dispose();
        Server.Dispose();
    }
}
