using System.Numerics;

namespace Tain.Engine.Tests.Worlds;

public class WorldTests
{
    private readonly RecordingLogs _logs = new();
    private readonly World _world;

    public WorldTests() => _world = new World(new WorldOptions { LoggerFactory = _logs });

    [Fact]
    public void NetworkPhasesSurroundTheScripts()
    {
        var journal = new List<string>();
        _world.CreateGameObject().AddProbe(journal);
        _world.EarlyUpdate += () => journal.Add("server in");
        _world.EarlyUpdate += () => throw new InvalidOperationException("one fails");
        _world.EarlyUpdate += () => journal.Add("client in");
        _world.LateUpdateDone += () => journal.Add("server out");
        Action clientOut = () => journal.Add("client out");
        _world.LateUpdateDone += clientOut;
        journal.Clear();

        _world.Tick(0.02f);
        Assert.Equal(["server in", "client in", "Start", "FixedUpdate", "Update", "LateUpdate", "server out", "client out"], journal);
        Assert.Equal("Exception in an EarlyUpdate handler", Assert.Single(_logs.Entries).Text);

        _world.LateUpdateDone -= clientOut;
        journal.Clear();
        _world.Tick(0);
        Assert.Equal(["server in", "client in", "Update", "LateUpdate", "server out"], journal);
    }

    [Fact]
    public void FixedStepsFollowGameTime()
    {
        var steps = new List<float>();
        Probe probe = _world.CreateGameObject().AddComponent<Probe>();
        probe.On[LifecycleMethods.FixedUpdate] = self =>
        {
            Assert.True(self.Time.inFixedTimeStep);
            Assert.Equal(0.02f, self.Time.deltaTime);
            steps.Add(self.Time.time);
        };
        _world.Tick(0.01f);
        Assert.Empty(steps);
        _world.Tick(0.051f);
        Assert.Equal(3, steps.Count);
        Assert.Equal(0.06f, steps[2], 1e-5f);
        Assert.Equal(0.061f, _world.Time.time, 1e-5f);
        Assert.Equal(2, _world.Time.frameCount);
        Assert.Equal(0, _world.ScriptFailures);
    }

    [Fact]
    public void AStallDoesNotRunAwayWithFixedSteps()
    {
        int steps = 0;
        _world.CreateGameObject().AddComponent<Probe>().On[LifecycleMethods.FixedUpdate] = _ => steps++;
        _world.Tick(3600);
        Assert.Equal(16, steps);
        Assert.Equal(1f / 3, _world.Time.deltaTime);
    }

    [Fact]
    public void TheTimeScaleSlowsGameTimeOnly()
    {
        _world.Time.timeScale = 0.5f;
        _world.Tick(0.1f);
        Assert.Equal(0.05f, _world.Time.deltaTime, 1e-6f);
        Assert.Equal(0.1f, _world.Time.unscaledTime, 1e-6f);
        Assert.Throws<ArgumentOutOfRangeException>(() => _world.Time.timeScale = -1);
        Assert.Throws<ArgumentOutOfRangeException>(() => _world.Time.timeScale = float.NaN);
        Assert.Throws<ArgumentOutOfRangeException>(() => _world.Time.fixedDeltaTime = 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => _world.Time.maximumDeltaTime = 0);
    }

    [Fact]
    public void ObjectsAreFoundByNameTagAndType()
    {
        GameObject parent = _world.CreateGameObject("Parent");
        GameObject child = _world.CreateGameObject("Child");
        child.transform.SetParent(parent.transform);
        child.tag = "Player";
        UpdateCounter counter = child.AddComponent<UpdateCounter>();
        Assert.Same(child, _world.Find("Child"));
        Assert.Same(child, _world.FindWithTag("Player"));
        Assert.Same(counter, _world.FindFirstObjectByType<UpdateCounter>());
        Assert.Equal([counter], _world.FindObjectsByType<MonoBehaviour>());
        Assert.Same(counter, parent.GetComponentInChildren<UpdateCounter>());
        Assert.Equal([parent.transform, child.transform], parent.GetComponentsInChildren<Transform>());
        Assert.Equal([child.transform, parent.transform], counter.GetComponentsInParent<Transform>());
        Assert.Equal("/Parent/Child", child.path);

        parent.SetActive(false);
        Assert.Null(_world.Find("Child"));
        Assert.Null(_world.FindFirstObjectByType<UpdateCounter>());
        Assert.Null(parent.GetComponentInChildren<UpdateCounter>());
        Assert.Same(counter, parent.GetComponentInChildren<UpdateCounter>(includeInactive: true));
        Assert.Same(counter, _world.FindFirstObjectByType<UpdateCounter>(includeInactive: true));
    }

    [Fact]
    public void UpperFloorsHangTheirObjectsOnAWorld()
    {
        Assert.Null(_world.TryGet<RecordingLogs>());
        Assert.Throws<InvalidOperationException>(() => _world.Get<RecordingLogs>());
        _world.Set(_logs);
        Assert.Same(_logs, _world.Get<RecordingLogs>());
        Assert.Null(new World().TryGet<RecordingLogs>());
        _world.Set<RecordingLogs>(null);
        Assert.False(_world.TryGet(out RecordingLogs? _));
    }

    [Fact]
    public void ComponentsCanBeAddedByType()
    {
        Component added = _world.CreateGameObject().AddComponent(typeof(UpdateCounter));
        Assert.IsType<UpdateCounter>(added);
        Assert.Throws<ArgumentException>(() => _world.CreateGameObject().AddComponent(typeof(string)));
    }

    [Fact]
    public void ScriptsLogWithTheObjectTheyTalkAbout()
    {
        GameObject thing = _world.CreateGameObject("Thing");
        _world.Debug.Log("plain");
        _world.Debug.LogWarning("look", thing);
        Assert.Equal(["plain", "look [Thing (GameObject)]"], _logs.Entries.Select(entry => entry.Text));
    }

    [Fact]
    public void RandomNumbersRepeatForASeed()
    {
        // Frozen: a replay made with one version must run with the next.
        var random = new SeededRandom(42);
        int[] first = [random.Range(0, 1000), random.Range(0, 1000), random.Range(0, 1000), random.Range(0, 1000)];
        random.InitState(42);
        int[] second = [random.Range(0, 1000), random.Range(0, 1000), random.Range(0, 1000), random.Range(0, 1000)];
        Assert.Equal(first, second);
        Assert.Equal(new World().Random.value, new World().Random.value);
    }

    [Fact]
    public void RandomNumbersFillTheirRangeEvenly()
    {
        var random = new SeededRandom(1);
        int[] counts = new int[10];
        Vector3 sum = default;
        for (int i = 0; i < 100_000; i++)
        {
            counts[random.Range(-5, 5) + 5]++;
            Assert.InRange(random.value, 0f, 1f);
            Assert.InRange(random.Range(-2f, 3f), -2f, 3f);
            Assert.Equal(1, random.onUnitSphere.Length(), 1e-4f);
            Assert.True(random.insideUnitSphere.Length() <= 1.0001f);
            Assert.True(random.insideUnitCircle.Length() <= 1.0001f);
            Assert.Equal(1, random.rotation.Length(), 1e-4f);
            sum += random.onUnitSphere;
        }
        Assert.All(counts, count => Assert.InRange(count, 9500, 10500));
        Assert.True(sum.Length() < 2000);
        Assert.Equal(7, random.Range(7, 7));
        Assert.InRange(random.Range(int.MinValue, int.MaxValue), int.MinValue, int.MaxValue - 1);
    }
}
