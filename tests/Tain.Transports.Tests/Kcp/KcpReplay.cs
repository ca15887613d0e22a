using System.Net;
using System.Text.Json;
using Tain.Transports.Kit;

namespace Tain.Transports.Kcp;

/// <summary>
/// Runs one recorded case of kcp2.json with our server and clients over the scripted wire, and writes down what happened in the same words as
/// <see cref="KcpRecording"/> writes down what was recorded.
/// </summary>
internal sealed class KcpReplay : IDisposable
{
    private const int StepMs = 10;
    private readonly Wire _wire;
    private readonly KcpTransport _transport;
    private readonly KcpRecording _recording;
    private readonly TransportServer _server;
    private readonly SocketAddress _serverAddress;
    private readonly Dictionary<int, TransportClient> _clients = [];
    private readonly Dictionary<int, int> _serverIds = [];
    private readonly Queue<uint> _cookies;
    private readonly int? _kickedWhenConnected;

    public KcpReplay(KcpRecording recording, bool confirmAddresses)
    {
        _recording = recording;
        _cookies = new Queue<uint>(recording.Cookies);
        _kickedWhenConnected = recording.Name.StartsWith("server full", StringComparison.Ordinal) ? 2 : null;
        _wire = new Wire(new ManualClock()) { DelayMs = recording.DelayMs, Script = Transmit };
        _transport = new KcpTransport
        {
            Sockets = _wire,
            TimeProvider = _wire.Clock,
            ConfirmAddresses = confirmAddresses,
            CookieSource = () => _cookies.TryDequeue(out uint cookie) ? cookie : 0x04030201,
        };
        _serverAddress = Wire.ServerAt(_transport.Port).Serialize();
        _server = _transport.CreateServer();
        _server.Start();
    }

    /// <summary>What our side did, per stream and in order.</summary>
    public List<string> Lines { get; } = [];

    public void Run()
    {
        int next = 0;
        for (int now = 0; now <= _recording.EndedAt; now += StepMs)
        {
            for (; next < _recording.Actions.Count && _recording.Actions[next].Number("at") == now; next++) Do(_recording.Actions[next]);
            foreach ((int number, TransportClient client) in _clients) Receive(number, client);
            ReceiveAtServer();
            foreach (TransportClient client in _clients.Values) client.Flush();
            _server.Flush();

            // In the recording a client that joins later was made before the clock moved to its step, so its own clock is one step ahead.
            for (; next < _recording.Actions.Count && IsConnect(_recording.Actions[next], now + StepMs); next++) Do(_recording.Actions[next]);
            _wire.AdvanceMs(StepMs);
        }
        Assert.Equal(_recording.Actions.Count, next);
    }

    public void Dispose()
    {
        foreach (TransportClient client in _clients.Values) client.Dispose();
        _server.Dispose();
    }

    private static bool IsConnect(JsonElement action, int at) => action.Number("at") == at && action.Text("event") == "connect";

    private static SocketAddress AddressOf(int connection) => new IPEndPoint(new IPAddress([10, 1, 0, (byte)connection]), 5_000).Serialize();

    private static int ConnectionAt(SocketAddress address) => address.Buffer.Span[7];

    private void Do(JsonElement action)
    {
        bool atServer = action.TryGetProperty("side", out JsonElement side) && side.GetString() == "server";
        int connection = action.TryGetProperty("connection", out JsonElement number) ? number.GetInt32() : 1;
        switch (action.Text("event"))
        {
            case "connect":
                _clients.Add(connection, _transport.CreateClient());
                _clients[connection].Connect("10.0.0.1");
                break;
            case "disconnect" when atServer:
                _server.Disconnect(_serverIds[connection]);
                break;
            case "disconnect":
                _clients[connection].Disconnect();
                break;
            case "send":
                byte[] data = _recording.ContentOf(action);
                var channel = Enum.Parse<Channel>(action.Text("channel"));
                if (atServer) _server.Send(_serverIds[connection], data, channel);
                else _clients[connection].Send(data, channel);
                break;
            case "forged datagram" when action.Text("to") == "server":
                _wire.Inject(action.Hex("hex"), AddressOf(connection), _serverAddress);
                break;
            case "forged datagram":
                _wire.Inject(action.Hex("hex"), _serverAddress, AddressOf(connection));
                break;
            case "maximum sizes":
                Assert.Equal(action.Number("reliable"), _server.GetMaxPacketBytes(Channel.Reliable));
                Assert.Equal(action.Number("unreliable"), _server.GetMaxPacketBytes(Channel.Unreliable));
                break;
            default:
                Assert.Fail($"The recording has an event that the replay does not know: {action}");
                break;
        }
    }

    private void Receive(int number, TransportClient client)
    {
        while (client.TryReceive(out TransportEvent received)) Note("client", number, received);
    }

    private void ReceiveAtServer()
    {
        while (_server.TryReceive(out TransportEvent received))
        {
            if (received.Kind == TransportEventKind.Connected) _serverIds[int.Parse(received.Text!.Split('.')[3])] = received.ConnectionId;
            int id = received.ConnectionId;
            int connection = _serverIds.Single(pair => pair.Value == id).Key;
            Note("server", connection, received);
            if (received.Kind == TransportEventKind.Connected && connection == _kickedWhenConnected) _server.Disconnect(id);
        }
    }

    private void Note(string side, int connection, TransportEvent received)
    {
        string text = received.Kind switch
        {
            TransportEventKind.Connected => "connected",
            TransportEventKind.Disconnected => "disconnected",
            TransportEventKind.Error => $"error {received.ErrorCode}",
            _ => $"data {received.Channel} {KcpRecording.Describe(received.Data)}",
        };
        Lines.Add($"{_wire.Clock.NowMs} {side} {connection} {text}");
    }

    private Fate Transmit(WireDatagram datagram)
    {
        bool fromServer = DatagramAddress.Comparer.Equals(datagram.From, _serverAddress);
        int connection = ConnectionAt(fromServer ? datagram.To : datagram.From);
        string line = $"{_wire.Clock.NowMs} {(fromServer ? "server" : "client")} {connection} output {Convert.ToHexStringLower(datagram.Bytes)}";
        Lines.Add(line);
        return _recording.IsLost(line) ? Fate.Lost : Fate.Ok;
    }
}
