// Life-cycle methods are found by name: private, virtual, inherited, hidden, coroutine Start; not those with parameters.
public class Base : MonoBehaviour
{
    public List<string> calls = new();

    private void Awake() => calls.Add("Base.Awake");

    protected virtual void Update() => calls.Add("Base.Update");

    void LateUpdate() => calls.Add("Base.LateUpdate");

    void OnDestroy() => calls.Add("Base.OnDestroy");
}

public class Derived : Base
{
    IEnumerator Start()
    {
        calls.Add("Start 1");
        yield return null;
        calls.Add("Start 2");
    }

    protected override void Update()
    {
        base.Update();
        calls.Add("Derived.Update");
    }

    new void LateUpdate() => calls.Add("Derived.LateUpdate");

    void FixedUpdate(int notMine) => calls.Add("wrong");

    static void OnEnable() => throw new Exception("static");
}

public class Generic<T> : Base
{
    public List<T> seen = new();

    void OnEnable() => seen.Add(default);
}

public class GenericUser : Generic<int>
{
    void OnDisable() => seen.Add(1);
}

public class Timed : MonoBehaviour
{
    public int exploded;

    void Awake() => Invoke(nameof(Explode), 0.5f);

    private void Explode() => exploded++;
}

public class TimedDerived : Timed
{
    public int more;

    void Start() => Invoke("More", 0.1f);

    void More()
    {
        more++;
        Invoke("Explode", 0.1f);
    }
}

public static class Case
{
    public static void Run()
    {
        using var world = new World();
        var script = world.CreateGameObject("a").AddComponent<Derived>();
        world.Tick(0.01f);
        world.Tick(0.01f);
        world.Destroy(script);
        world.Tick(0.01f);
        Expect.Sequence(
            new[]
            {
                "Base.Awake", "Start 1", "Base.Update", "Derived.Update", "Start 2", "Derived.LateUpdate",
                "Base.Update", "Derived.Update", "Derived.LateUpdate",
                "Base.Update", "Derived.Update", "Derived.LateUpdate", "Base.OnDestroy",
            },
            script.calls);

        var generic = world.CreateGameObject("b").AddComponent<GenericUser>();
        generic.enabled = false;
        Expect.Sequence(new[] { 0, 1 }, generic.seen);
        Expect.Sequence(new[] { "Base.Awake" }, generic.calls);

        var timed = world.CreateGameObject("c").AddComponent<TimedDerived>();
        for (int i = 0; i < 10; i++) world.Tick(0.1f);
        Expect.Equal(1, timed.more);
        Expect.Equal(2, timed.exploded);
    }
}
