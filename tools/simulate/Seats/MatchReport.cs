using Tain.Simulation;

namespace Tain.Simulate;

/// <summary>What a match that went well has seen: numbers that show it was no empty run.</summary>
internal sealed record MatchReport(
    ulong Seed, ulong Fingerprint, TimeSpan SimulatedTime, long Steps, long Datagrams, long LostDatagrams, MatchJournal Journal, int ObjectsAtEnd, string Summary)
{
    public static MatchReport Of(SimulatedNetwork net, MatchJournal journal, int objectsAtEnd, string summary)
    {
        long sent = 0, lost = 0;
        foreach (SimulatedLink link in net.Links)
        {
            sent += link.Statistics.Sent;
            lost += link.Statistics.TotalLost;
        }

        return new MatchReport(net.Seed, net.RunFingerprint, net.Clock.Elapsed, net.Clock.Steps, sent, lost, journal, objectsAtEnd, summary);
    }
}
