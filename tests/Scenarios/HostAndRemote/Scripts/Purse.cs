namespace Tain.Scenarios.HostAndRemote.Scripts;

/// <summary>The server's to decide, for the owner's eyes only.</summary>
internal class Purse : Logged
{
    [SyncVar(hook = nameof(OnGold))] public int gold;
    public readonly SyncList<string> notes = new();

    public override string Describe() => $"gold {gold} notes [{string.Join(' ', notes)}]";

    private void Awake()
    {
        syncMode = SyncMode.Owner;
        Watch(nameof(notes), notes);
    }

    private void OnGold(int before, int now) => Hooked(nameof(gold), before, now);
}
