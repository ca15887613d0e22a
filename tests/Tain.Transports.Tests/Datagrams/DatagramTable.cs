using System.Net;
using Tain.Transports.Contract;
using Tain.Transports.Kit;

namespace Tain.Transports.Datagrams;

/// <summary>A server of a datagram transport, clients, and addresses from which a test injects datagrams of its own, on one wire with a manual clock.</summary>
internal abstract class DatagramTable : IDisposable
{
    public const int StepMs = 10;
    private readonly Transport _transport;
    private readonly List<ClientProbe> _clients = [];

    protected DatagramTable(Transport transport, Wire wire, int port)
    {
        _transport = transport;
        Wire = wire;
        ServerAddress = Wire.ServerAt(port).Serialize();
        Server = new ServerProbe(transport.CreateServer());
        Server.Server.Start();
    }

    public Wire Wire { get; }

    public ServerProbe Server { get; }

    public SocketAddress ServerAddress { get; }

    /// <summary>The address of the n-th client that was made, from 1.</summary>
    public static SocketAddress AddressOfClient(int number) => new IPEndPoint(new IPAddress([10, 1, (byte)(number >> 8), (byte)number]), 5_000).Serialize();

    /// <summary>An address at which nobody but the test listens.</summary>
    public static SocketAddress Stranger(int number, int port = 6_000) =>
        new IPEndPoint(new IPAddress([10, 2, (byte)(number >> 8), (byte)number]), port).Serialize();

    public ClientProbe AddClient()
    {
        var client = new ClientProbe(_transport.CreateClient());
        _clients.Add(client);
        client.Client.Connect("10.0.0.1");
        return client;
    }

    public ClientProbe AddConnectedClient()
    {
        int before = Server.Connected.Count();
        ClientProbe client = AddClient();
        RunUntil(() => client.Client.IsConnected && Server.Connected.Count() > before, 5_000);
        client.ServerId = Server.Connected.Last();
        return client;
    }

    /// <summary>A client that hangs: it is not ticked any more.</summary>
    public void Silence(ClientProbe client) => _clients.Remove(client);

    public void Inject(byte[] datagram, SocketAddress from) => Wire.Inject(datagram, from, ServerAddress);

    public void Step()
    {
        foreach (ClientProbe client in _clients) client.Tick();
        Server.Tick();
        Wire.AdvanceMs(StepMs);
    }

    public void RunMs(int milliseconds)
    {
        for (int ms = 0; ms < milliseconds; ms += StepMs) Step();
    }

    public void RunUntil(Func<bool> condition, int limitMs)
    {
        for (int ms = 0; ms < limitMs && !condition(); ms += StepMs) Step();
        Assert.True(condition(), $"It did not come true within {limitMs} ms.");
    }

    public void Dispose()
    {
        foreach (ClientProbe client in _clients) client.Dispose();
        Server.Dispose();
    }
}
