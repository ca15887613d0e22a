namespace Tain.Simulate;

/// <summary>State that only the owner sees.</summary>
internal sealed class Secret : ScaleBehaviour
{
    [SyncVar] public int code;
    public readonly SyncList<int> hints = [];

    // Who does not own it shows what it knew when it did.
    public override string Describe() => isOwned ? $"secret {code} [{string.Join(' ', hints)}]" : "secret";
}
