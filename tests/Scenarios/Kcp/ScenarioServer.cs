using System.Text;
using Tain.Simulation;
using Tain.Transports;

namespace Tain.Scenarios.Kcp;

/// <summary>A server that ticks by itself and keeps what it hears, by the name with which each client introduces itself.</summary>
internal sealed class ScenarioServer : IDisposable
{
    private readonly TransportServer _server;
    private readonly IDisposable _ticking;
    private readonly Dictionary<int, string> _names = [];
    private readonly Dictionary<string, int> _ids = [];
    private readonly HashSet<int> _alive = [];

    public ScenarioServer(SimulatedNetwork net, Func<KcpTransport, KcpTransport>? configure = null)
    {
        KcpTransport plain = net.CreateKcpTransport();
        _server = (configure?.Invoke(plain) ?? plain).CreateServer();
        _server.Start();
        _ticking = net.Every(KcpScenario.TickInterval, Tick);
    }

    public int Connections => _alive.Count;

    public int Disconnects { get; private set; }

    public List<TransportError> Errors { get; } = [];

    public Dictionary<string, List<byte[]>> Reliable { get; } = [];

    public Dictionary<string, List<byte[]>> Unreliable { get; } = [];

    public bool Knows(string name) => _ids.TryGetValue(name, out int id) && _alive.Contains(id);

    public bool Send(string name, byte[] packet, Channel channel) => _server.Send(_ids[name], packet, channel);

    public void Disconnect(string name) => _server.Disconnect(_ids[name]);

    public void Dispose()
    {
        _ticking.Dispose();
        _server.Dispose();
    }

    private void Tick()
    {
        while (_server.TryReceive(out TransportEvent received))
        {
            switch (received.Kind)
            {
                case TransportEventKind.Connected:
                    Assert.True(_alive.Add(received.ConnectionId), $"Connection {received.ConnectionId} was reported twice.");
                    break;
                case TransportEventKind.Disconnected:
                    Assert.True(_alive.Remove(received.ConnectionId), $"Connection {received.ConnectionId} ended without having begun.");
                    _names.Remove(received.ConnectionId);
                    Disconnects++;
                    break;
                case TransportEventKind.Error:
                    Errors.Add(received.ErrorCode);
                    break;
                case TransportEventKind.Data:
                    Take(received);
                    break;
                default:
                    throw new InvalidOperationException($"Unknown event {received.Kind}.");
            }
        }

        _server.Flush();
    }

    private void Take(TransportEvent received)
    {
        Assert.True(_alive.Contains(received.ConnectionId), "Data of a connection comes between its beginning and its end.");
        if (received.Data[0] == KcpScenario.NameTag && received.Channel == Channel.Reliable)
        {
            string introduced = Encoding.UTF8.GetString(received.Data[1..]);
            _names[received.ConnectionId] = introduced;
            _ids[introduced] = received.ConnectionId;
            Reliable.TryAdd(introduced, []);
            Unreliable.TryAdd(introduced, []);
        }
        else if (_names.TryGetValue(received.ConnectionId, out string? name))
        {
            (received.Channel == Channel.Reliable ? Reliable : Unreliable)[name].Add(received.Data.ToArray());
        }
        else
        {
            Assert.True(received.Channel == Channel.Unreliable, "Only an unreliable packet may overtake the introduction.");
        }
    }
}
