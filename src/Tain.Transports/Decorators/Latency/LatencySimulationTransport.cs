using System.Security.Cryptography;

namespace Tain.Transports;

/// <summary>
/// Mirror's latency simulation around any transport, with Mirror's settings, units and defaults: what its endpoints send is delayed by a latency and a jitter that
/// wanders like noise, and unreliable packets are lost or sent out of order.
/// <code>Transport transport = new LatencySimulationTransport(new KcpTransport()) { LatencyMs = 50, Seed = 1 };</code>
/// </summary>
/// <remarks>
/// <para>
/// Each endpoint delays what it sends and nothing else, so wrap both sides to have both directions delayed; a wrapped side alone adds <see cref="LatencyMs"/> to the
/// round trip. Connects, disconnects and received packets are not delayed. Packets leave in <c>Flush</c>, so delays are as fine as the sender's ticks, and a scrambled
/// packet overtakes those that become due in the same tick. A connection that ends loses what is held back for it.
/// </para>
/// <para>
/// Reliable packets keep their order whatever the settings; in Mirror they lose it when the jitter falls faster than time passes.
/// For lines as they are measured (bursts, bandwidth, duplicates) use <c>SimulatedLinkTransport</c> of Tain.Simulation.
/// </para>
/// </remarks>
public sealed class LatencySimulationTransport : MiddlewareTransport
{
    private int _endpoints;

    /// <summary>Describes a delayed transport.</summary>
    /// <param name="inner">The transport that carries the packets.</param>
    public LatencySimulationTransport(Transport inner)
        : base(inner)
    {
    }

    /// <summary>How long every packet is held back, in milliseconds, 0 to 10000. Default 100.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public double LatencyMs
    {
        get;
        init => field = InRange(value, 10_000, nameof(LatencyMs));
    } = 100;

    /// <summary>The most that <see cref="Noise"/> adds to the latency, in seconds, 0 to 1. Default 0.02.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public double JitterSeconds
    {
        get;
        init => field = InRange(value, 1, nameof(JitterSeconds));
    } = 0.02;

    /// <summary>How fast the jitter wanders: noise is asked for the seconds since the endpoint was made times this, 0 to 1000000. Default 1, a new direction about every second.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public double JitterSpeed
    {
        get;
        init => field = InRange(value, 1_000_000, nameof(JitterSpeed));
    } = 1;

    /// <summary>How many of 100 unreliable packets are lost, 0 to 100. Default 2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public double UnreliableLossPercent
    {
        get;
        init => field = InRange(value, 100, nameof(UnreliableLossPercent));
    } = 2;

    /// <summary>How many of 100 unreliable packets take a random place in the queue instead of the last, 0 to 100. Default 2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public double UnreliableScramblePercent
    {
        get;
        init => field = InRange(value, 100, nameof(UnreliableScramblePercent));
    } = 2;

    /// <summary>
    /// Where the chance comes from. With a seed and a simulated clock the endpoints, in the order in which they are made, behave the same in every run.
    /// Null, the default: a new one from the system for each endpoint.
    /// </summary>
    public int? Seed { get; init; }

    /// <summary>The jitter at a time (seconds times <see cref="JitterSpeed"/>), roughly 0 to 1. Null, the default: Perlin noise along the diagonal, as in Mirror.</summary>
    public Func<double, double>? Noise { get; init; }

    /// <summary>How many bytes may be held back per connection. Beyond it an unreliable packet is lost and a reliable one ends the connection. Default 4 MB.</summary>
    public int MaxHeldBackBytes { get; init; } = 4 * 1024 * 1024;

    /// <inheritdoc/>
    public override TransportServer CreateServer() => new DelayedServer<DelayedLine>(Inner.CreateServer(), CreateSender());

    /// <inheritdoc/>
    public override TransportClient CreateClient() => new DelayedClient<DelayedLine>(Inner.CreateClient(), CreateSender());

    private static double InRange(double value, double most, string name) =>
        value >= 0 && value <= most ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is a number from 0 to {most}.");

    private LatencySender CreateSender()
    {
        // The golden ratio spreads the endpoints' seeds, so that two endpoints do not lose the same packets.
        int seed = Seed is { } given ? unchecked(given + (++_endpoints * (int)0x9E3779B9)) : RandomNumberGenerator.GetInt32(int.MaxValue);
        return new LatencySender(this, new Random(seed));
    }
}
