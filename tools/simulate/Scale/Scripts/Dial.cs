namespace Tain.Simulate;

/// <summary>State that the owner decides.</summary>
internal sealed class Dial : ScaleBehaviour
{
    private const int Final = 1_000_000;

    [SyncVar] public int turns;
    [SyncVar] public int clicks;

    public override string Describe() => $"dial {turns} {clicks}";

    // Owner, or the server when there is none: a value that no run had before and that all have in the end.
    public void Finish() => (turns, clicks) = (Final + GetComponent<Thing>()!.id, Final);
}
