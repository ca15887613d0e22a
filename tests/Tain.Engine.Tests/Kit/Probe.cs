namespace Tain.Engine.Tests;

/// <summary>A script that writes down every life-cycle call, connected by hand as the weaver would.</summary>
public class Probe : MonoBehaviour
{
    public List<string> Journal { get; set; } = [];

    public string Label { get; set; } = "";

    /// <summary>What to do besides, by method.</summary>
    public Dictionary<LifecycleMethods, Action<Probe>> On { get; } = [];

    /// <summary>Named methods for Invoke.</summary>
    public Dictionary<string, Action> Named { get; } = [];

    protected internal virtual LifecycleMethods Has => (LifecycleMethods)511;

    protected internal override LifecycleMethods GetLifecycleMethods() => base.GetLifecycleMethods() | Has;

    protected internal override void InvokeLifecycle(LifecycleMethods method)
    {
        Journal.Add(Label.Length > 0 ? $"{Label}.{method}" : method.ToString());
        if (On.TryGetValue(method, out Action<Probe>? action)) action(this);
    }

    protected internal override bool InvokeByName(string name)
    {
        if (!Named.TryGetValue(name, out Action? method)) return false;
        method();
        return true;
    }
}

/// <summary>Wants Update and nothing else.</summary>
public sealed class UpdateCounter : MonoBehaviour
{
    public int Updates { get; private set; }

    protected internal override LifecycleMethods GetLifecycleMethods() => LifecycleMethods.Update;

    protected internal override void InvokeLifecycle(LifecycleMethods method) => Updates++;
}
