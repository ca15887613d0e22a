using Tain.Transports.Contract;
using Tain.Transports.Kit;

namespace Tain.Transports.Decorators;

/// <summary>A server and a client, of which only the client's side is delayed unless a test says otherwise, on a clock that moves by milliseconds.</summary>
internal sealed class LatencyLine : IDisposable
{
    private readonly ManualClock _clock;

    public LatencyLine(Func<Transport, LatencySimulationTransport> describe, bool delaysServer = false)
    {
        _clock = new ManualClock();
        var wire = new MemoryTransport { TimeProvider = _clock };
        LatencySimulationTransport delayed = describe(wire);
        Server = new ServerProbe(delaysServer ? delayed.CreateServer() : wire.CreateServer());
        Client = new ClientProbe(delayed.CreateClient());
        Server.Server.Start();
        Connect();
    }

    public ServerProbe Server { get; }

    public ClientProbe Client { get; }

    public long NowMs => _clock.NowMs;

    /// <summary>When each packet arrived at the server, by its first byte.</summary>
    public List<(byte Value, Channel Channel, long AtMs)> Arrived { get; } = [];

    public int Id => Server.Connected.Last();

    public void Connect()
    {
        Client.Client.Connect("localhost");
        Client.Tick();
        Server.Tick();
    }

    public void Send(byte value, Channel channel) => Assert.True(Client.Client.Send([value], channel));

    /// <summary>Lets time pass, one tick per millisecond unless told.</summary>
    public void RunMs(int milliseconds, int perTickMs = 1)
    {
        for (int passed = 0; passed < milliseconds; passed += perTickMs)
        {
            _clock.AdvanceMs(perTickMs);
            Tick();
        }
    }

    public void Tick()
    {
        Client.Tick();
        int seen = Server.Events.Count;
        Server.Tick();
        foreach (PulledEvent pulled in Server.Events.Skip(seen))
        {
            if (pulled.Kind == TransportEventKind.Data) Arrived.Add((pulled.Data[0], pulled.Channel, _clock.NowMs));
        }
    }

    public IEnumerable<byte> Values(Channel channel) => Arrived.Where(arrived => arrived.Channel == channel).Select(arrived => arrived.Value);

    public void Dispose()
    {
        Client.Dispose();
        Server.Dispose();
    }
}
