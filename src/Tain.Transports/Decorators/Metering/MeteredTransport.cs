namespace Tain.Transports;

/// <summary>
/// Any transport with its traffic counted:
/// <code>
/// using var traffic = new Traffic();
/// Transport transport = new MeteredTransport(new KcpTransport(), traffic);
/// </code>
/// </summary>
/// <remarks>
/// All endpoints made from it add to the same counters. What is counted is what passes here: outside an encryption the game's bytes, inside of it the encrypted ones.
/// </remarks>
public sealed class MeteredTransport : MiddlewareTransport
{
    private readonly Traffic _traffic;

    /// <summary>Describes a counted transport.</summary>
    /// <param name="inner">The transport that carries the packets.</param>
    /// <param name="traffic">Where they are counted; it stays the caller's to dispose.</param>
    public MeteredTransport(Transport inner, Traffic traffic)
        : base(inner)
    {
        ArgumentNullException.ThrowIfNull(traffic);
        _traffic = traffic;
    }

    /// <inheritdoc/>
    public override TransportServer CreateServer() => new MeteredServer(Inner.CreateServer(), _traffic);

    /// <inheritdoc/>
    public override TransportClient CreateClient() => new MeteredClient(Inner.CreateClient(), _traffic);
}
