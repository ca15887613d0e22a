namespace Tain.Simulate;

/// <summary>State that changes all the time and travels unreliably.</summary>
internal sealed class Glow : ScaleBehaviour
{
    [SyncVar] public int heat;
    [SyncVar] public float hue;

    public override string Describe() => $"glow {heat} {hue}";
}
