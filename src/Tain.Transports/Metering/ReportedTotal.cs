using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Tain.Transports;

/// <summary>One endpoint's share of a counter: it is told the endpoint's own sum, and adds what is new.</summary>
internal sealed class ReportedTotal(Counter<long>? counter, KeyValuePair<string, object?>[] tags)
{
    private long _reported;

    /// <summary>Hands over the endpoint's sum; once per tick is enough.</summary>
    public void Report(long total)
    {
        Debug.Assert(total >= _reported, "A total only grows.");
        if (total == _reported) return;
        counter?.Add(total - _reported, tags);
        _reported = total;
    }
}
