using Tain.Simulation;
using Tain.Transports;

namespace Tain.Scenarios.Kcp;

/// <summary>A client on a host of its own that ticks by itself and keeps what it hears.</summary>
internal sealed class ScenarioClient : IDisposable
{
    private readonly TransportClient _client;
    private readonly IDisposable _ticking;

    public ScenarioClient(SimulatedNetwork net, string name)
    {
        Host = net.Host(name);
        _client = net.CreateKcpTransport(Host).CreateClient();
        _ticking = net.Every(KcpScenario.TickInterval, Tick);
        Name = name;
    }

    public string Name { get; }

    public SimulatedHost Host { get; }

    public bool IsConnected => _client.IsConnected;

    public int Connects { get; private set; }

    public int Disconnects { get; private set; }

    public List<TransportError> Errors { get; } = [];

    public List<byte[]> Reliable { get; } = [];

    public List<byte[]> Unreliable { get; } = [];

    public void Connect() => _client.Connect("server");

    public void Disconnect() => _client.Disconnect();

    public bool Send(byte[] packet, Channel channel) => _client.Send(packet, channel);

    public void Introduce() => Assert.True(Send([KcpScenario.NameTag, .. System.Text.Encoding.UTF8.GetBytes(Name)], Channel.Reliable));

    public void Dispose()
    {
        _ticking.Dispose();
        _client.Dispose();
    }

    private void Tick()
    {
        while (_client.TryReceive(out TransportEvent received))
        {
            switch (received.Kind)
            {
                case TransportEventKind.Connected:
                    Connects++;
                    Introduce();
                    break;
                case TransportEventKind.Disconnected:
                    Disconnects++;
                    break;
                case TransportEventKind.Error:
                    Errors.Add(received.ErrorCode);
                    break;
                case TransportEventKind.Data:
                    (received.Channel == Channel.Reliable ? Reliable : Unreliable).Add(received.Data.ToArray());
                    break;
                default:
                    throw new InvalidOperationException($"Unknown event {received.Kind}.");
            }
        }

        _client.Flush();
    }
}
