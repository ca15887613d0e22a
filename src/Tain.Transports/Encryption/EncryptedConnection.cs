namespace Tain.Transports;

/// <summary>A connection of the inner transport on a server, and its end of the encryption.</summary>
internal sealed class EncryptedConnection(int connectionId, string? address, ServerEncryptionPeer peer)
{
    public int ConnectionId => connectionId;

    /// <summary>What the inner transport reported with it.</summary>
    public string? Address => address;

    public ServerEncryptionPeer Peer => peer;

    /// <summary>True from the Connected event that the upper layer got to the Disconnected event.</summary>
    public bool IsKnownAbove { get; set; }

    /// <summary>True while the next reliable packet may be the client's greeting, which is not for the upper layer.</summary>
    public bool IsGreetingDue { get; set; }

    /// <summary>When a client that has not proved that it has the key is given up.</summary>
    public long ConfirmByMs { get; set; }

    /// <summary>Its place among those that are watched by the clock; null when time means nothing to it.</summary>
    public LinkedListNode<EncryptedConnection>? Watched { get; set; }
}
