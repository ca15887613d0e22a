namespace Tain.Engine.Tests;

/// <summary>Short ways to say what tests say often.</summary>
internal static class WorldKit
{
    public const float Frame = 1f / 64;   // exact in binary, so that sums of frames compare exactly

    public static void Run(this World world, int ticks)
    {
        for (int i = 0; i < ticks; i++) world.Tick(Frame);
    }

    public static Probe AddProbe(this GameObject gameObject, List<string> journal, string label = "")
    {
        bool active = gameObject.activeSelf;
        gameObject.SetActive(false);
        Probe probe = gameObject.AddComponent<Probe>();
        probe.Journal = journal;
        probe.Label = label;
        gameObject.SetActive(active);
        return probe;
    }
}
