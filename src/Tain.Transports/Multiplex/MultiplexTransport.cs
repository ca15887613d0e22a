namespace Tain.Transports;

/// <summary>
/// Several transports as one server, so that players of all of them meet: <c>new MultiplexTransport(new KcpTransport(), new WebSocketTransport())</c>.
/// A client uses the first one that is available on its platform and, with a URI, accepts its scheme.
/// </summary>
/// <remarks>
/// Connection ids are the multiplexer's own, counted from 1. The limits are the smallest of all children, because a message must fit for every player
/// or players would see different games; so a server of KCP and WebSockets has packets of 16384 bytes and batches of KCP's size.
/// </remarks>
public sealed class MultiplexTransport : Transport
{
    private readonly Transport[] _children;

    /// <summary>Describes several transports as one.</summary>
    /// <param name="children">The transports, the preferred one first.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public MultiplexTransport(params Transport[] children)
    {
        ArgumentNullException.ThrowIfNull(children);
        if (children.Length == 0) throw new ArgumentException("A MultiplexTransport needs at least one transport.", nameof(children));
        _children = [.. children];
        TimeProvider = children[0].TimeProvider;
        LoggerFactory = children[0].LoggerFactory;
        Meters = children[0].Meters;
    }

    /// <summary>The first child's.</summary>
    public override string Scheme => _children[0].Scheme;

    /// <inheritdoc/>
    public override bool IsAvailable => Array.Exists(_children, child => child.IsAvailable);

    /// <summary>True when all children are encrypted: a player may come by any of them.</summary>
    public override bool IsEncrypted => Array.TrueForAll(_children, child => child.IsEncrypted);

    /// <summary>The children's ciphers, if all have one.</summary>
    public override string EncryptionCipher => IsEncrypted ? string.Join(", ", _children.Select(child => child.EncryptionCipher).Where(cipher => cipher.Length > 0).Distinct()) : "";

    /// <inheritdoc/>
    public override bool Accepts(Uri uri) => Array.Exists(_children, child => child.IsAvailable && child.Accepts(uri));

    /// <summary>Makes a server that listens on all available children.</summary>
    /// <returns>A new endpoint, owned by the caller.</returns>
    public override TransportServer CreateServer() => new MultiplexServer(this, [.. Available().Select(child => child.CreateServer())]);

    /// <inheritdoc/>
    public override TransportClient CreateClient() => new MultiplexClient([.. Available().Select(child => (child, child.CreateClient()))]);

    private Transport[] Available()
    {
        Transport[] available = Array.FindAll(_children, child => child.IsAvailable);
        return available.Length > 0 ? available : throw new InvalidOperationException("None of the multiplexed transports is available on this platform.");
    }
}
