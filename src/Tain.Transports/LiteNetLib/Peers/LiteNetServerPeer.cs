using System.Net;

namespace Tain.Transports;

/// <summary>
/// The listening end of one connection. It exists from a request on, but the upper layer hears of it only when the client has answered a ping whose number it cannot know
/// unless it receives at its address: the protocol has no cookie, and without this anybody could fill the server from forged addresses.
/// Until then it sends a few bytes, always less than it was sent.
/// </summary>
internal sealed class LiteNetServerPeer(LiteNetEndpoint endpoint, List<LiteNetServerPeer> closedPeers, PlacesPerSource halfOpen) : LiteNetPeer(endpoint)
{
    private const int ConfirmWithinMs = 3_000;

    // While places are scarce nobody keeps one that long; a round trip takes less.
    private const int ConfirmWithinMsWhenScarce = 1_000;

    // The acceptance may have been lost or overtaken by the ping; a client that is not connected yet ignores pings.
    private const int AskAgainAfterMs = 300;

    // One in 16,000 guesses is right; who guesses is sent away.
    private const int MaxWrongPongs = 3;

    private long _askedAtMs;
    private long _beganAtMs;
    private int _wrongPongs;

    /// <summary>True once the upper layer knows the connection.</summary>
    public bool IsConfirmed { get; private set; }

    public SocketAddress Address => Remote;

    /// <summary>Where the listener keeps it.</summary>
    public int Index { get; set; }

    public ulong SourceKey { get; private set; }

    protected override bool ReportsEvents => IsConfirmed;

    /// <summary>Accepts a client that has asked.</summary>
    public void Accept(SocketAddress client, ConnectRequestPacket request)
    {
        IsConfirmed = false;
        SourceKey = DatagramAddress.SourceKey(client);
        _wrongPongs = 0;
        _beganAtMs = Endpoint.NowMs;
        Begin(client, request.ConnectTime, request.ConnectionNumber);
        SendAcceptance();
    }

    /// <summary>The same request came again: the acceptance was lost.</summary>
    public void AcceptAgain()
    {
        if (State != LiteNetPeerState.Closed) SendAcceptance();
    }

    /// <summary>True when nothing came for so long that another request from this address may be a client that began anew.</summary>
    public bool IsSilentFor(int milliseconds) => Endpoint.NowMs - HeardAtMs >= milliseconds;

    /// <summary>The client proved its address: from now on it is a connection.</summary>
    public void Confirm(int connectionId)
    {
        ConnectionId = connectionId;
        IsConfirmed = true;
        Establish();
        Endpoint.Events.AddConnected(connectionId, DatagramAddress.Text(Remote));
    }

    /// <summary>Whether a packet of a client that is not confirmed proves its address.</summary>
    public bool IsProof(LiteNetHeader header, ReadOnlySpan<byte> packet)
    {
        if (header.Property != LiteNetProperty.Pong || header.ConnectionNumber != ConnectionNumber) return false;
        if (TryTakePong(packet)) return true;
        if (++_wrongPongs == MaxWrongPongs) GiveUp();
        return false;
    }

    public override void CheckTimers()
    {
        if (IsConfirmed) base.CheckTimers();
        else if (Endpoint.NowMs - _beganAtMs >= (halfOpen.Count > halfOpen.Limit / 2 ? ConfirmWithinMsWhenScarce : ConfirmWithinMs)) GiveUp();
        else if (Endpoint.NowMs - _askedAtMs >= AskAgainAfterMs) AskForProof();
    }

    /// <summary>Forgets a client that has not proved its address.</summary>
    public void GiveUp()
    {
        Endpoint.Drops.Count(LiteNetDropReason.NeverConfirmed);
        CloseSilently();
    }

    protected override void CloseSilently()
    {
        base.CloseSilently();
        if (!IsConfirmed) halfOpen.Release(SourceKey);
        closedPeers.Add(this);
    }

    private void SendAcceptance()
    {
        Span<byte> datagram = stackalloc byte[ConnectAcceptPacket.SizeBytes];
        new ConnectAcceptPacket(ConnectTime, ConnectionNumber).Write(datagram);
        Send(datagram);
        if (!IsConfirmed) AskForProof();
    }

    private void AskForProof()
    {
        _askedAtMs = Endpoint.NowMs;
        SendPing();
    }
}
