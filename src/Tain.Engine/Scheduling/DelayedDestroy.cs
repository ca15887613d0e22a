namespace Tain;

/// <summary>Destroy with a delay.</summary>
internal sealed class DelayedDestroy(Doomed doomed, WorldObject target) : Timer
{
    public override void Fire() => doomed.Add(target);
}
