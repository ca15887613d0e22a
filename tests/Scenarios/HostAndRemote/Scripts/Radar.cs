namespace Tain.Scenarios.HostAndRemote.Scripts;

/// <summary>The server's to decide, sent as Hybrid state.</summary>
internal class Radar : Logged
{
    [SyncVar(hook = nameof(OnBlip))] public int blip;

    public override string Describe() => $"blip {blip}";

    private void Awake() => syncMethod = SyncMethod.Hybrid;

    private void OnBlip(int before, int now) => Hooked(nameof(blip), before, now);
}
