namespace Tain.Scenarios.HostAndRemote;

/// <summary>A script of steps; some frames pass after each, so that everything it causes has happened before the next.</summary>
internal sealed record Scenario(string Name, IReadOnlyList<Step> Steps)
{
    public override string ToString() => Name;
}
