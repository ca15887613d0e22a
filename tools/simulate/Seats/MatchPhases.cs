using Tain.Simulation;

namespace Tain.Simulate;

/// <summary>The two halves of every match: play while the weather changes; then nobody acts, and all worlds must become equal.</summary>
internal static class MatchPhases
{
    private static readonly TimeSpan s_checkInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_weatherInterval = TimeSpan.FromSeconds(4);
    private static readonly LinkProfile[] s_weathers = [LinkProfile.BadMobile, LinkProfile.GoodMobile, LinkProfile.Satellite, LinkProfile.Lan];

    public static void Play(SimulatedNetwork net, MatchSettings settings)
    {
        var weather = new SimulatedRandom(net.Seed).Fork(3);
        using IDisposable changing = net.Every(s_weatherInterval, () => net.Profile = settings.ChangesWeather ? s_weathers[weather.Next(s_weathers.Length)] : settings.Profile);
        net.RunFor(settings.PlayTime);
        net.Profile = settings.Profile;
        net.Note("nobody acts any more");
    }

    /// <param name="net">The network.</param>
    /// <param name="settings">How long it may take.</param>
    /// <param name="findDifference">What still differs, in a sentence; null when nothing does.</param>
    public static void Settle(SimulatedNetwork net, MatchSettings settings, Func<string?> findDifference)
    {
        TimeSpan end = net.Clock.Elapsed + settings.SettleTime;
        string? difference = "Nothing was compared yet.";
        using IDisposable checking = net.Every(s_checkInterval, () =>
        {
            difference = findDifference();
            if (difference is not null && net.Clock.Elapsed > end) throw new InvalidOperationException($"The worlds do not become equal. {difference}");
        });
        net.RunUntil(() => difference is null, settings.SettleTime + s_checkInterval + s_checkInterval);
    }
}
