namespace Tain.LoadTest;

/// <summary>Shows a run while it goes on.</summary>
internal interface ILoadDisplay : IDisposable
{
    /// <summary>Shows a second.</summary>
    /// <param name="plan">The run.</param>
    /// <param name="sample">The second.</param>
    /// <param name="ends">Why connections have ended so far.</param>
    void Show(LoadPlan plan, ReportSample sample, IReadOnlyDictionary<string, long> ends);
}
