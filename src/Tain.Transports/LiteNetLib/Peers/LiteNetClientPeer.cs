using System.Net;

namespace Tain.Transports;

/// <summary>
/// The connecting end: asks until it is accepted. Only an answer with the connect time of our request counts, which nobody knows who has not seen it.
/// </summary>
internal sealed class LiteNetClientPeer(LiteNetEndpoint endpoint) : LiteNetPeer(endpoint)
{
    // The lowest bits of the connect time, a tenth of a second, are drawn: the clock alone could be guessed. Later attempts still have larger times.
    private const long DrawnBits = (1L << 20) - 1;

    private int _requests;
    private long _firstRequestAtMs;
    private long _requestedAtMs;
    private bool _isOtherProtocol;

    protected override bool ReportsEvents => true;

    /// <summary>Begins to connect.</summary>
    public void Connect(SocketAddress server)
    {
        Begin(server, Endpoint.UtcTicks & ~DrawnBits | Endpoint.NextSecret() & DrawnBits, connectionNumber: 0);
        _isOtherProtocol = false;
        _requests = 0;
        _firstRequestAtMs = Endpoint.NowMs;
        SendRequest();
    }

    public override void CheckTimers()
    {
        if (State == LiteNetPeerState.Connected)
        {
            base.CheckTimers();
            return;
        }
        LiteNetSettings settings = Endpoint.Settings;
        if (Endpoint.NowMs - _requestedAtMs < settings.ConnectRetryMs) return;
        // Not at once: the answer is a single byte that anybody can send, and the real server may still accept.
        if (_isOtherProtocol) Fail(TransportError.Refused, $"the server speaks another protocol than LiteNetLib 0.9 (protocol {LiteNetWire.ProtocolId})");
        else if (_requests > settings.ConnectRetries) Fail(TransportError.Timeout, $"the server did not answer within {Endpoint.NowMs - _firstRequestAtMs} ms");
        else SendRequest();
    }

    protected override bool TryInputControl(LiteNetHeader header, ReadOnlySpan<byte> packet)
    {
        switch (header.Property)
        {
            case LiteNetProperty.ConnectAccept:
                InputAccept(packet);
                return true;
            case LiteNetProperty.InvalidProtocol when State == LiteNetPeerState.Handshaking:
                _isOtherProtocol = true;
                return true;
            default:
                return base.TryInputControl(header, packet);
        }
    }

    protected override void OnDisconnect()
    {
        if (State == LiteNetPeerState.Handshaking) Endpoint.Events.AddError(0, TransportError.Refused, "the server refused the connection: it is full, or the key is another");
        base.OnDisconnect();
    }

    private void InputAccept(ReadOnlySpan<byte> packet)
    {
        if (!ConnectAcceptPacket.TryRead(packet, out ConnectAcceptPacket accept))
        {
            Drop(LiteNetDropReason.Malformed);
            return;
        }
        if (State != LiteNetPeerState.Handshaking || accept.ConnectTime != ConnectTime)
        {
            Drop(State == LiteNetPeerState.Handshaking ? LiteNetDropReason.WrongConnection : LiteNetDropReason.Unexpected);
            return;
        }
        ConnectionNumber = accept.ConnectionNumber;
        // Asked twice, it is not known which question was answered.
        if (_requests == 1) RoundTrip.Sample(Endpoint.NowMs - _requestedAtMs);
        Establish();
        Endpoint.Events.AddConnected(0, DatagramAddress.Text(Remote));
    }

    private void SendRequest()
    {
        _requests++;
        _requestedAtMs = Endpoint.NowMs;
        int bytes = new ConnectRequestPacket(ConnectionNumber, ConnectTime).Write(Endpoint.SendBuffer, Remote, Endpoint.Settings.Key);
        Send(Endpoint.SendBuffer.AsSpan(0, bytes));
    }
}
