namespace Tain.Conformance.Sessions;

/// <summary>
/// The frames of the recorded client. It sends in almost every one, with the frame's time in front; where it was silent, a frame is put in between, but not where it
/// would have sent, because a new send interval had begun: there it hung. What was
/// seen on the wire has another clock; the batch that came there soonest tells how far the two are apart.
/// </summary>
internal sealed class RecordedClientFrames
{
    private readonly double _offset;
    private readonly List<double> _times = [];

    public RecordedClientFrames(RecordedSession session)
    {
        _offset = session.FromClient.Min(static batch => (batch.Ms / 1000) - batch.Timestamp);
        double Interval(double time) => Math.Floor(time * session.SendRate);
        Findings = TimeAt(session.Marks.First(static mark => mark.Text.StartsWith("PASS mob", StringComparison.Ordinal)).Ms);
        double[] known = [.. session.FromClient.Select(static batch => batch.Timestamp).Distinct().Order()];
        double end = Math.Max(Findings, TimeAt(session.Batches[^1].Ms)) + session.FrameSeconds;
        First = known[0];
        Last = known[^1];
        for (int i = 0; i < known.Length; i++)
        {
            _times.Add(known[i]);
            double next = i + 1 < known.Length ? known[i + 1] : end;
            for (double silent = known[i] + session.FrameSeconds; silent < next - (session.FrameSeconds / 2) && Interval(silent) == Interval(known[i]); silent += session.FrameSeconds)
                _times.Add(silent);
        }
        _times.Add(end);
    }

    /// <summary>The frame in which the client was connected, by its clock.</summary>
    public double First { get; }

    /// <summary>The last frame in which it sent anything; then it left.</summary>
    public double Last { get; }

    /// <summary>When the client looked at what it had got.</summary>
    public double Findings { get; }

    /// <summary>When the frames began.</summary>
    public IReadOnlyList<double> Times => _times;

    /// <summary>The client's clock when something was seen on the wire.</summary>
    public double TimeAt(double ms) => (ms / 1000) - _offset;
}
