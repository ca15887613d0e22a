using System.Diagnostics.Metrics;

namespace Tain.Transports;

/// <summary>
/// What went over the endpoints of a <see cref="MeteredTransport"/>, by direction and channel: to read here, and as instruments of the meter <see cref="MeterName"/>
/// for whoever collects metrics (dotnet-counters, OpenTelemetry). Any thread may count and read.
/// </summary>
/// <remarks>
/// The instruments are the observable counters <c>tain.transport.io</c> (bytes) and <c>tain.transport.packets</c>, each with the tags <c>network.io.direction</c>
/// (<c>receive</c> or <c>transmit</c>), <c>tain.channel</c> (<c>reliable</c> or <c>unreliable</c>) and, when a name was given, <c>tain.transport</c>.
/// They are read when somebody collects and cost nothing per packet.
/// </remarks>
public sealed class Traffic : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Tain.Transports";

    // Rows: direction; columns: channel.
    private const int Received = 0;
    private const int Sent = 2;
    private const int Cells = 4;

    private readonly Meter _meter;
    private readonly KeyValuePair<string, object?>[][] _tags = new KeyValuePair<string, object?>[Cells][];
    private readonly long[] _packets = new long[Cells];
    private readonly long[] _bytes = new long[Cells];

    /// <summary>Makes counters that stand at zero.</summary>
    /// <param name="name">What to tell this traffic from another's by, for example <c>kcp</c>; null when there is one only.</param>
    /// <param name="meters">The host's factory of meters; null makes a meter that lives until <see cref="Dispose"/>.</param>
    public Traffic(string? name = null, IMeterFactory? meters = null)
    {
        foreach (int direction in (ReadOnlySpan<int>)[Received, Sent])
        {
            foreach (Channel channel in (ReadOnlySpan<Channel>)[Channel.Reliable, Channel.Unreliable]) _tags[Cell(direction, channel)] = TagsOf(direction, channel, name);
        }

        var options = new MeterOptions(MeterName);
        _meter = meters?.Create(options) ?? new Meter(options);
        _meter.CreateObservableCounter("tain.transport.io", () => Measure(_bytes), "By", "Bytes of packets, without the headers of the protocols below.");
        _meter.CreateObservableCounter("tain.transport.packets", () => Measure(_packets), "{packet}", "Packets as the game made them, usually batches of messages.");
    }

    /// <summary>All that was received, on both channels.</summary>
    public TrafficCount TotalReceived => Sum(GetReceived(Channel.Reliable), GetReceived(Channel.Unreliable));

    /// <summary>All that was sent, on both channels.</summary>
    public TrafficCount TotalSent => Sum(GetSent(Channel.Reliable), GetSent(Channel.Unreliable));

    /// <summary>What was received on a channel: packets that were pulled.</summary>
    /// <param name="channel">The channel that the transport reported; stream transports know only the reliable one.</param>
    /// <returns>The counts so far.</returns>
    public TrafficCount GetReceived(Channel channel) => Read(Cell(Received, channel));

    /// <summary>What was sent on a channel: packets that the inner transport took.</summary>
    /// <param name="channel">The channel that was asked for.</param>
    /// <returns>The counts so far.</returns>
    public TrafficCount GetSent(Channel channel) => Read(Cell(Sent, channel));

    /// <summary>Takes the instruments away, unless they are a factory's, which keeps them. The counters go on.</summary>
    public void Dispose() => _meter.Dispose();

    /// <summary>Counts a packet that came in.</summary>
    internal void CountReceived(Channel channel, int bytes) => Count(Cell(Received, channel), bytes);

    /// <summary>Counts a packet that went out.</summary>
    internal void CountSent(Channel channel, int bytes) => Count(Cell(Sent, channel), bytes);

    // Any number but the reliable channel's means unreliable, as everywhere.
    private static int Cell(int direction, Channel channel) => direction + (channel == Channel.Reliable ? 0 : 1);

    private static TrafficCount Sum(TrafficCount a, TrafficCount b) => new(a.Packets + b.Packets, a.Bytes + b.Bytes);

    private static KeyValuePair<string, object?>[] TagsOf(int direction, Channel channel, string? name)
    {
        KeyValuePair<string, object?>[] tags =
        [
            new("network.io.direction", direction == Received ? "receive" : "transmit"),
            new("tain.channel", channel == Channel.Reliable ? "reliable" : "unreliable"),
        ];
        return name is null ? tags : [.. tags, new("tain.transport", name)];
    }

    private void Count(int cell, int bytes)
    {
        Interlocked.Increment(ref _packets[cell]);
        Interlocked.Add(ref _bytes[cell], bytes);
    }

    private TrafficCount Read(int cell) => new(Interlocked.Read(ref _packets[cell]), Interlocked.Read(ref _bytes[cell]));

    private IEnumerable<Measurement<long>> Measure(long[] values)
    {
        for (int cell = 0; cell < Cells; cell++) yield return new Measurement<long>(Interlocked.Read(ref values[cell]), _tags[cell]);
    }
}
