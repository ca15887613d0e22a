using System.Diagnostics.Metrics;

namespace Tain.Transports;

/// <summary>One endpoint's share of a number that goes up and down. An endpoint that ends reports 0, else its share would stay.</summary>
internal sealed class ReportedLevel(UpDownCounter<long>? counter, KeyValuePair<string, object?>[] tags)
{
    private long _reported;

    /// <summary>Hands over the endpoint's number; once per tick is enough.</summary>
    public void Report(long level)
    {
        if (level == _reported) return;
        counter?.Add(level - _reported, tags);
        _reported = level;
    }
}
