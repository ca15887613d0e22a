namespace Tain.Simulate;

/// <summary>
/// What went wrong in a match, and what it did. Scripts cannot let an exception out (the world catches it, as a game must go on), so they report here,
/// and the match asks after every step.
/// </summary>
internal sealed class MatchJournal
{
    /// <summary>The first thing that went wrong; what comes after it is often only its consequence.</summary>
    public string? FirstFailure { get; private set; }

    public long Commands { get; set; }

    public long Calls { get; set; }

    public long Hooks { get; set; }

    public long Spawns { get; set; }

    public int Bulletins { get; set; }

    public int Joins { get; set; }

    public int LostConnections { get; set; }

    public SortedDictionary<int, int> WarningsById { get; } = [];

    public void Fail(string what) => FirstFailure ??= what;

    public void Warn(int eventId) => WarningsById[eventId] = WarningsById.GetValueOrDefault(eventId) + 1;

    public void ThrowIfFailed()
    {
        if (FirstFailure is not null) throw new InvalidOperationException(FirstFailure);
    }
}
