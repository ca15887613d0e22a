namespace Tain.Scenarios.HostAndRemote;

/// <summary>A way in which a host may differ from a remote client, because Mirror's does.</summary>
/// <param name="Headings">Where docs/mirror/behaviour.md says so.</param>
/// <param name="Sentence">What the difference is.</param>
/// <param name="Explains">The entries that are left out of the comparison because of it.</param>
internal sealed record Difference(string Headings, string Sentence, Func<Occasion, bool> Explains)
{
    public override string ToString() => $"{Headings}: {Sentence}";
}
