namespace Tain.Simulate;

/// <summary>
/// The same script on servers that are set up differently: who decides about visibility, how often and how much is sent, in how many shares. In the end every client
/// must show the same, under each of them, and what is shared out must be sent byte for byte as if it was not.
/// </summary>
internal static class ScaleGame
{
    /// <summary>A short match: each seed plays it many times.</summary>
    public static MatchSettings Settings { get; } = new() { Clients = ScaleRun.Clients, PlayTime = TimeSpan.FromSeconds(6) };

    /// <summary>Plays a seed under every setup.</summary>
    public static MatchReport RunAll(ulong seed, MatchSettings settings) => Run(seed, settings, ScaleSetup.Single);

    /// <summary>Plays a seed under the setups that have something of all, and one of those that have one thing only.</summary>
    public static MatchReport RunSome(ulong seed, MatchSettings settings) =>
        Run(seed, settings, [ScaleSetup.Single[(int)(seed % (ulong)ScaleSetup.Single.Length)]]);

    private static MatchReport Run(ulong seed, MatchSettings settings, ScaleSetup[] singles)
    {
        ScaleRun plain = ScaleRun.Play(seed, settings, ScaleSetup.Plain);
        ScaleRun everything = Compare(seed, settings, plain, ScaleSetup.Everything);
        foreach (ScaleSetup setup in (ScaleSetup[])[ScaleSetup.Groups, .. singles]) Compare(seed, settings, plain, setup);

        // One of the two, as chance will have it, is enough to see whether sharing changes anything.
        bool isPlain = seed % 2 == 0;
        ScaleRun shared = Compare(seed, settings, plain, (isPlain ? ScaleSetup.Plain : ScaleSetup.Everything).WithWorkers);
        shared.Fail(shared.SharedOut > 0 ? null : "nothing was shared out");
        shared.Fail(shared.Fingerprint == (isPlain ? plain : everything).Fingerprint ? null : "what is done side by side sends other bytes");
        return everything.Report($"{plain.Journal.Calls} calls, {plain.Journal.Hooks} hooks, {plain.Journal.Joins} joins, {plain.Journal.LostConnections} ended, "
            + $"{shared.SharedOut} ticks shared out, {plain.Views.Sum(view => view.Length)} objects shown");
    }

    private static ScaleRun Compare(ulong seed, MatchSettings settings, ScaleRun plain, ScaleSetup setup)
    {
        ScaleRun run = ScaleRun.Play(seed, settings, setup);
        for (int i = 0; i < plain.Views.Length; i++)
        {
            string[] missing = [.. plain.Views[i].Except(run.Views[i])], other = [.. run.Views[i].Except(plain.Views[i])];
            run.Fail(missing.Length + other.Length == 0 ? null : $"client {i} shows '{other.FirstOrDefault()}' instead of '{missing.FirstOrDefault()}'");
        }

        for (int i = 0; i < plain.Heard.Length; i++)
        {
            if (plain.Heard[i] is not { } made || run.Heard[i] is not { } heard) continue;
            run.Fail(made.SequenceEqual(heard) ? null : $"client {i} heard {heard.Count} calls of lasting objects, or in another order; under the first setup {made.Count}");
        }

        return run;
    }
}
