namespace Tain.Simulate;

/// <summary>What a match that went well has seen: numbers that show it was no empty run.</summary>
internal sealed record MatchReport(
    ulong Seed, ulong Fingerprint, TimeSpan SimulatedTime, long Steps, long Datagrams, long LostDatagrams, MatchJournal Journal, int ObjectsAtEnd);
