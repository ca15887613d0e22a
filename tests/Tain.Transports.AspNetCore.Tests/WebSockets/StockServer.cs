using System.Net;
using System.Net.Sockets;
using Tain.Transports.Contract;
using Tain.Transports.Wire;

namespace Tain.Transports.WebSockets;

/// <summary>
/// A server as narrow as Mirror's (docs/mirror/transports.md 5.2 to 5.4): it takes nothing but whole, masked, non-empty binary frames and a Close with a status, never answers
/// that Close, and says goodbye by closing the stream. What else it is sent stands in <see cref="Offences"/>.
/// </summary>
internal sealed class StockServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private RawPeer? _peer;
    private bool _isUpgraded;
    private int _read;

    public StockServer() => _listener.Start();

    public Uri Uri => new($"ws://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Payloads of the packets that came.</summary>
    public List<byte[]> Packets { get; } = [];

    /// <summary>Status codes of the Close frames that came.</summary>
    public List<int> Closes { get; } = [];

    /// <summary>Frames for which Mirror's server would have ended the connection.</summary>
    public List<string> Offences { get; } = [];

    /// <summary>True when the client has closed the stream.</summary>
    public bool IsLeft => _peer is { IsClosed: true };

    /// <summary>Takes the client's connection and upgrades it, byte for byte as the recording does.</summary>
    /// <returns>False while there is nobody, or not all of his request.</returns>
    public bool TryAccept()
    {
        if (_peer == null && _listener.Pending()) _peer = new RawPeer(_listener.AcceptSocket());
        if (_peer == null || !_peer.TryTakeThrough("\r\n\r\n", out string head)) return false;
        string accept = HttpHead.AcceptValue(new HttpHead(head)["Sec-WebSocket-Key"]);
        _peer.Send($"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: {accept}\r\n\r\n");
        _isUpgraded = true;
        return true;
    }

    public void Send(byte[] packet) => _peer!.Send(new Frame(Frame.Binary, packet, Masked: false).ToBytes());

    /// <summary>Says goodbye as Mirror's does: not at all.</summary>
    public void Drop()
    {
        _peer!.Dispose();
        _peer = null;
    }

    /// <summary>Reads what has come.</summary>
    public void Tick()
    {
        if (_peer == null || !_isUpgraded) return;
        _peer.Pump();
        ReadOnlySpan<byte> rest = _peer.Received.AsSpan(_read);
        int before = rest.Length;
        while (Frame.TryParse(ref rest, out Frame? frame)) Take(frame);
        _read += before - rest.Length;
    }

    public void Dispose()
    {
        _peer?.Dispose();
        _listener.Dispose();
    }

    private void Take(Frame frame)
    {
        bool isTaken = frame is { Fin: true, Masked: true, ReservedBits: 0 } && (frame.Opcode, frame.Payload.Length) is (Frame.Binary, >= 1 and <= 16_384) or (Frame.Close, >= 2);
        if (!isTaken) Offences.Add(frame.ToString());
        else if (frame.Opcode == Frame.Close) Closes.Add((frame.Payload[0] << 8) | frame.Payload[1]);
        else Packets.Add(frame.Payload);
    }
}
