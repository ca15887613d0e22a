using Tain.Transports;

namespace Tain.Simulation;

/// <summary>
/// Puts a bad line under any transport: what its endpoints send is held back, reliable packets for longer when the line would have lost them, unreliable ones
/// lost, doubled or reordered. For transports that do not run on a <see cref="SimulatedNetwork"/>, and for playing with a delay on one's own machine:
/// <code>Transport transport = new SimulatedLinkTransport(new MemoryTransport(), LinkProfile.BadMobile, seed: 1);</code>
/// </summary>
/// <remarks>
/// Each endpoint spoils what it sends, so wrap both sides to have both directions spoiled. Packets leave in <c>Flush</c>, so delays are as fine as the sender's ticks.
/// A connection that ends loses what is held back for it. <see cref="LinkProfile.MaxDatagramBytes"/> is not used: the inner transport has its own limit.
/// The clock is the inner transport's; in a simulation give that one the simulated clock.
/// </remarks>
public sealed class SimulatedLinkTransport : MiddlewareTransport
{
    private readonly SimulatedRandom _random;
    private ulong _endpoints;

    /// <summary>Describes a transport on a bad line.</summary>
    /// <param name="inner">The transport that carries the packets.</param>
    /// <param name="profile">How the line behaves.</param>
    /// <param name="seed">Where its chance comes from.</param>
    public SimulatedLinkTransport(Transport inner, LinkProfile profile, ulong seed)
        : base(inner)
    {
        ArgumentNullException.ThrowIfNull(profile);
        _random = new SimulatedRandom(seed);
        Profile = profile with { MaxDatagramBytes = int.MaxValue };
    }

    /// <summary>How the line behaves.</summary>
    public LinkProfile Profile { get; }

    /// <summary>How many bytes may be held back per connection. Beyond it an unreliable packet is lost and a reliable one ends the connection.</summary>
    public int MaxHeldBackBytes { get; init; } = 4 * 1024 * 1024;

    /// <inheritdoc/>
    public override TransportServer CreateServer() => new DelayedServer<SimulatedLine>(Inner.CreateServer(), CreateSender(isUpstream: false));

    /// <inheritdoc/>
    public override TransportClient CreateClient() => new DelayedClient<SimulatedLine>(Inner.CreateClient(), CreateSender(isUpstream: true));

    private SimulatedLinkSender CreateSender(bool isUpstream) =>
        new(TimeProvider, isUpstream ? Profile.ToUpstream() : Profile, _random.Fork(++_endpoints), MaxHeldBackBytes);
}
