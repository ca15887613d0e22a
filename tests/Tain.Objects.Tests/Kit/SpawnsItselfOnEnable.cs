namespace Tain.Tests;

/// <summary>A script that puts its own object on the network as soon as it is switched on.</summary>
internal sealed class SpawnsItselfOnEnable : MonoBehaviour
{
    protected override LifecycleMethods GetLifecycleMethods() => LifecycleMethods.OnEnable;

    protected override void InvokeLifecycle(LifecycleMethods method) => world.Get<NetworkServer>().Spawn(gameObject);
}
