using System.Buffers.Binary;
using System.Net;

namespace Tain.Transports;

/// <summary>
/// The connecting end. It says Hello first, and learns the cookie from the server's Hello. The reference takes the cookie of whatever arrives first,
/// so that one spoofed datagram spoils the connect; here only an answer to our Hello, or a disconnect, gives the cookie.
/// </summary>
internal sealed class KcpClientPeer(KcpEndpoint endpoint) : KcpPeer(endpoint)
{
    private bool _knowsCookie;

    protected override bool ReportsEvents => true;

    /// <summary>Begins to connect.</summary>
    public void Connect(SocketAddress server)
    {
        Begin(server, cookie: 0);
        _knowsCookie = false;
        SendHello();
    }

    /// <summary>Takes a datagram from the server's address.</summary>
    /// <returns>True when it carries unreliable data, behind envelope and header byte.</returns>
    public bool Input(ReadOnlySpan<byte> datagram)
    {
        if (State == KcpPeerState.Closed) return Drop(KcpDropReason.Closed);
        if (datagram.Length <= KcpWire.EnvelopeBytes) return Drop(KcpDropReason.TooShort);
        if (datagram.Length > Endpoint.Settings.MaxDatagramBytes) return Drop(KcpDropReason.TooLong);
        byte channel = datagram[0];
        uint cookie = BinaryPrimitives.ReadUInt32LittleEndian(datagram[1..]);
        ReadOnlySpan<byte> payload = datagram[KcpWire.EnvelopeBytes..];
        if (!Admits(channel, cookie, payload)) return Drop(KcpDropReason.WrongCookie);

        switch (channel)
        {
            case KcpWire.ReliableChannel:
                InputReliable(payload);
                return false;
            case KcpWire.UnreliableChannel:
                return InputUnreliable(payload);
            default:
                return Drop(KcpDropReason.UnknownChannel);
        }
    }

    protected override void OnHello()
    {
        Endpoint.Counters.CountConnect();
        Endpoint.Events.AddConnected(0, DatagramAddress.Text(Remote));
    }

    private bool Admits(byte channel, uint cookie, ReadOnlySpan<byte> payload)
    {
        if (_knowsCookie) return cookie == Cookie;
        bool answers = channel == KcpWire.ReliableChannel && KcpWire.ContainsHelloAnswer(payload);
        bool refuses = channel == KcpWire.UnreliableChannel && payload[0] == KcpWire.UnreliableDisconnect;
        if (!answers && !refuses) return false;
        Cookie = cookie;
        _knowsCookie = true;
        return true;
    }

    private bool Drop(KcpDropReason reason)
    {
        Endpoint.Drops.Count(reason);
        return false;
    }
}
