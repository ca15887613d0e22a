using System.Net;

namespace Tain.Transports;

/// <summary>
/// The listening end of one connection. It exists from a client's Hello on, but the upper layer hears of it only when a datagram with the right cookie
/// shows that the client really receives at its address. Until then it sends no more than three times what it was sent: anybody can write a victim's address
/// on a Hello, and the answer must be no weapon.
/// </summary>
internal sealed class KcpServerPeer(KcpEndpoint endpoint, List<KcpServerPeer> closedPeers, PlacesPerSource halfOpen) : KcpPeer(endpoint)
{
    private const int MaxAmplification = 3;
    private const int MaxCreditBytes = 1_200;
    private const int ConfirmWithinMs = 3_000;

    private int _unconfirmedReceivedBytes;
    private int _unconfirmedSentBytes;

    /// <summary>True once the upper layer knows the connection.</summary>
    public bool IsConfirmed { get; private set; }

    public SocketAddress Address => Remote;

    public ulong SourceKey { get; private set; }

    /// <summary>Where the listener keeps it.</summary>
    public int Index { get; set; }

    /// <summary>True when its cookie is one of <see cref="HelloCookies"/>, which must not work again once it has ended.</summary>
    public bool HasHashedCookie { get; private set; }

    protected override bool ReportsEvents => IsConfirmed;

    /// <summary>Begins a connection with a client that has said Hello.</summary>
    public void Expect(SocketAddress client, uint cookie)
    {
        IsConfirmed = false;
        HasHashedCookie = false;
        _unconfirmedReceivedBytes = 0;
        _unconfirmedSentBytes = 0;
        SourceKey = DatagramAddress.SourceKey(client);
        Begin(client, cookie);
    }

    /// <summary>Takes the datagram with the client's Hello; the answer leaves with the next flush.</summary>
    public void Welcome(ReadOnlySpan<byte> datagram)
    {
        Credit(datagram.Length);
        InputReliable(datagram[KcpWire.EnvelopeBytes..]);
        TryReceive(out _);
    }

    /// <summary>The client brings the cookie of an answer that was sent and forgotten: it stands where it would if the answer had been ours.</summary>
    public void Resume(uint cookie)
    {
        HasHashedCookie = true;
        BeginAfterHellos(cookie);
    }

    /// <summary>Something came from the client's address, whoever sent it.</summary>
    public void Credit(int bytes)
    {
        // A few hundred bytes pay for all that is ever sent before the confirmation; the limit keeps the count from overflowing.
        _unconfirmedReceivedBytes = Math.Min(_unconfirmedReceivedBytes + bytes, MaxCreditBytes);
    }

    /// <summary>The client proved its address: from now on it is a connection.</summary>
    public void Confirm(int connectionId)
    {
        ConnectionId = connectionId;
        IsConfirmed = true;
        Endpoint.Counters.CountConnect();
        Endpoint.Events.AddConnected(connectionId, DatagramAddress.Text(Remote));
    }

    public override void CheckTimers()
    {
        if (IsConfirmed) base.CheckTimers();
        else if (IsOlderThan(ConfirmWithinMs)) GiveUp();
    }

    /// <summary>Forgets a client that has not proved its address.</summary>
    public void GiveUp()
    {
        Endpoint.Drops.Count(KcpDropReason.NeverConfirmed);
        CloseSilently();
    }

    protected override void OnHello() => SendHello();

    protected override void CloseSilently()
    {
        base.CloseSilently();
        if (!IsConfirmed) halfOpen.Release(SourceKey);
        closedPeers.Add(this);
    }

    protected override void Send(ReadOnlySpan<byte> datagram)
    {
        if (!IsConfirmed)
        {
            if (_unconfirmedSentBytes + datagram.Length > MaxAmplification * _unconfirmedReceivedBytes)
            {
                Endpoint.Drops.Count(KcpDropReason.Unpaid);
                return;
            }
            _unconfirmedSentBytes += datagram.Length;
        }
        base.Send(datagram);
    }
}
