namespace Tain.Transports;

/// <summary>
/// The base of transports that wrap another one: it is described by the inner transport and makes the inner one's endpoints. Derive from it, and override
/// <see cref="CreateServer"/> and <see cref="CreateClient"/> to put a <see cref="MiddlewareServer"/> or a <see cref="MiddlewareClient"/> of your own around what they return:
/// <code>public override TransportClient CreateClient() => new LoggingClient(Inner.CreateClient());</code>
/// </summary>
/// <remarks>
/// Clock, logger and meters are the inner transport's unless given. Descriptions are immutable: what changes while a connection lives belongs into the endpoints.
/// </remarks>
public abstract class MiddlewareTransport : Transport
{
    /// <summary>Describes a wrapped transport.</summary>
    /// <param name="inner">The transport that carries the packets.</param>
    protected MiddlewareTransport(Transport inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        Inner = inner;
        TimeProvider = inner.TimeProvider;
        LoggerFactory = inner.LoggerFactory;
        Meters = inner.Meters;
    }

    /// <inheritdoc/>
    public override string Scheme => Inner.Scheme;

    /// <inheritdoc/>
    public override bool IsAvailable => Inner.IsAvailable;

    /// <inheritdoc/>
    public override bool IsEncrypted => Inner.IsEncrypted;

    /// <inheritdoc/>
    public override string EncryptionCipher => Inner.EncryptionCipher;

    /// <summary>The transport that carries the packets.</summary>
    protected Transport Inner { get; }

    /// <inheritdoc/>
    public override bool Accepts(Uri uri) => Inner.Accepts(uri);

    /// <summary>Makes a server endpoint: the inner transport's, if this is not overridden.</summary>
    /// <returns>A new endpoint, owned by the caller.</returns>
    public override TransportServer CreateServer() => Inner.CreateServer();

    /// <summary>Makes a client endpoint: the inner transport's, if this is not overridden.</summary>
    /// <returns>A new endpoint, owned by the caller.</returns>
    public override TransportClient CreateClient() => Inner.CreateClient();
}
