namespace Tain.Simulate;

/// <summary>State that is sent now and then only (syncInterval).</summary>
internal sealed class Slow : ScaleBehaviour
{
    [SyncVar] public int growth;
    [SyncVar] public NetworkIdentity? root;

    public override string Describe() => $"slow {growth} {root?.GetComponent<Thing>()!.id}";
}
