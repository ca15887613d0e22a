namespace Tain;

/// <summary>
/// Lets a peer cause the same line in the log only now and then. A hostile or outdated client repeats its mistake every frame; the log must stay readable and small.
/// </summary>
internal sealed class WarningLimiter
{
    private const double RepeatAfterSeconds = 10;
    private const int MaxTopics = 32;       // a peer that invents topics gets all of them under one

    private readonly Dictionary<int, double> _nextAt = [];

    public bool MayLog(int topic, double now)
    {
        if (_nextAt.Count >= MaxTopics && !_nextAt.ContainsKey(topic)) topic = -1;
        if (_nextAt.TryGetValue(topic, out double next) && now < next) return false;
        _nextAt[topic] = now + RepeatAfterSeconds;
        return true;
    }
}
