namespace Tain.Simulate;

/// <summary>State that changes all the time and travels unreliably, with a reliable baseline now and then.</summary>
internal sealed class Beacon : MatchBehaviour
{
    [SyncVar] public int blink;
    [SyncVar] public float heat;
}
