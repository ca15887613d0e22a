namespace Tain.Tests;

/// <summary>A script without a network that tells which part of the frame it is in.</summary>
internal sealed class TickWriter : MonoBehaviour
{
    public Action<string>? During { get; set; }

    protected override LifecycleMethods GetLifecycleMethods() => LifecycleMethods.Update | LifecycleMethods.LateUpdate;

    protected override void InvokeLifecycle(LifecycleMethods method) => During?.Invoke(method.ToString());
}
