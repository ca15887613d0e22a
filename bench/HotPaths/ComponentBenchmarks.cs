using BenchmarkDotNet.Attributes;

namespace Tain.Bench;

/// <summary>A component that says what has changed.</summary>
[MemoryDiagnoser]
[MinColumn]
public class ComponentBenchmarks
{
    private readonly NetworkWriter _writer = new();
    private readonly Soldier _soldier;
    private int _health;

    public ComponentBenchmarks()
    {
        GameObject made = new World().CreateGameObject("Soldier");
        made.AddComponent<NetworkIdentity>();
        _soldier = made.AddComponent<Soldier>();
    }

    [Benchmark(Description = "set a SyncVar, serialize the component, clear it")]
    public int Serialize()
    {
        _soldier.health = ++_health;
        _writer.Reset();
        _soldier.OnSerialize(_writer, initialState: false);
        _soldier.ClearAllDirtyBits();
        return _writer.Position;
    }

    [Benchmark(Description = "set a SyncVar")]
    public void Set() => _soldier.health = ++_health;
}
