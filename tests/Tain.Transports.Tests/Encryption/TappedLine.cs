using Tain.Transports.Contract;
using Tain.Transports.Kit;

namespace Tain.Transports.Encryption;

/// <summary>
/// An encrypted client and server with somebody on the line between them, who sees every packet and may drop it, change it, keep it and send it again, or send packets of
/// his own. Without instructions he passes everything on.
/// </summary>
internal sealed class TappedLine : IDisposable
{
    private readonly MemoryTransport _near;
    private readonly MemoryTransport _far;
    private readonly TransportServer _towardsClient;
    private readonly TransportClient _towardsServer;
    private int _clientId;

    public TappedLine(Func<Transport, EncryptionTransport>? describeServer = null, Func<Transport, EncryptionTransport>? describeClient = null, ManualClock? clock = null)
    {
        Clock = clock ?? new ManualClock();
        _near = new MemoryTransport { TimeProvider = Clock, LoggerFactory = Log };
        _far = new MemoryTransport { TimeProvider = Clock, LoggerFactory = Log };
        describeServer ??= inner => new EncryptionTransport(inner);
        describeClient ??= inner => new EncryptionTransport(inner) { AcceptAnyServer = true };
        _towardsClient = _near.CreateServer();
        _towardsServer = _far.CreateClient();
        Server = new ServerProbe(describeServer(_far).CreateServer());
        Client = new ClientProbe(describeClient(_near).CreateClient());
        _towardsClient.Start();
        Server.Server.Start();
    }

    public LogBook Log { get; } = new();

    public ManualClock Clock { get; }

    public ServerProbe Server { get; }

    public ClientProbe Client { get; }

    /// <summary>What the server counted.</summary>
    public EncryptionCounters ServerCounters => ((EncryptionServer)Server.Server).Counters;

    public EncryptionCounters ClientCounters => ((EncryptionClient)Client.Client).Counters;

    /// <summary>Everything that came by, in order.</summary>
    public List<(bool FromClient, Channel Channel, byte[] Bytes)> Seen { get; } = [];

    /// <summary>What becomes of a packet: the bytes that go on, or null for none.</summary>
    public Func<bool, byte[], byte[]?> Tap { get; set; } = (_, bytes) => bytes;

    public IEnumerable<byte[]> From(bool client) => Seen.Where(seen => seen.FromClient == client).Select(seen => seen.Bytes);

    public void Connect() => Client.Client.Connect("localhost");

    /// <summary>Connects, and lets the server speak first, as it must.</summary>
    public void ConnectAndGreet()
    {
        Connect();
        Run(100);
        Assert.Single(Server.Of(TransportEventKind.Connected));
        Assert.True(Server.Server.Send(Server.Connected.Last(), [1, 2, 3], Channel.Reliable));
        Run(20);
        Assert.True(Client.Client.IsConnected, "The client is connected once the server has spoken.");
    }

    /// <summary>Lets time pass in ticks of 10 ms.</summary>
    public void Run(int milliseconds)
    {
        for (int passed = 0; passed < milliseconds; passed += 10)
        {
            Client.Tick();
            Pass();
            Server.Tick();
            Pass();
            Clock.AdvanceMs(10);
        }
    }

    public void InjectToServer(byte[] bytes, Channel channel)
    {
        _towardsServer.Send(bytes, channel);
        _towardsServer.Flush();
    }

    public void InjectToClient(byte[] bytes, Channel channel)
    {
        _towardsClient.Send(_clientId, bytes, channel);
        _towardsClient.Flush();
    }

    public void Dispose()
    {
        Client.Dispose();
        _towardsClient.Dispose();
        _towardsServer.Dispose();
        Server.Dispose();
        Log.Dispose();
    }

    private void Pass()
    {
        while (_towardsClient.TryReceive(out TransportEvent received)) PassFromClient(received);
        while (_towardsServer.TryReceive(out TransportEvent received)) PassFromServer(received);
        _towardsClient.Flush();
        _towardsServer.Flush();
    }

    private void PassFromClient(TransportEvent received)
    {
        switch (received.Kind)
        {
            case TransportEventKind.Connected:
                _clientId = received.ConnectionId;
                _towardsServer.Connect("localhost");
                break;
            case TransportEventKind.Disconnected:
                _towardsServer.Disconnect();
                break;
            case TransportEventKind.Data:
                if (Note(fromClient: true, received) is { } bytes) _towardsServer.Send(bytes, received.Channel);
                break;
        }
        // The way to the server is open only when its Connected event was pulled.
        while (_towardsServer.TryReceive(out TransportEvent answer)) PassFromServer(answer);
    }

    private void PassFromServer(TransportEvent received)
    {
        if (received.Kind == TransportEventKind.Disconnected) _towardsClient.Disconnect(_clientId);
        else if (received.Kind == TransportEventKind.Data && Note(fromClient: false, received) is { } bytes) _towardsClient.Send(_clientId, bytes, received.Channel);
    }

    private byte[]? Note(bool fromClient, TransportEvent received)
    {
        byte[] bytes = received.Data.ToArray();
        Seen.Add((fromClient, received.Channel, bytes));
        return Tap(fromClient, bytes);
    }
}
