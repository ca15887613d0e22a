using System.Collections;

namespace Tain.Engine.Tests.Scheduling;

public class CoroutineTests
{
    private readonly World _world = new();
    private readonly List<string> _journal = [];
    private readonly Probe _script;

    public CoroutineTests()
    {
        _script = _world.CreateGameObject().AddComponent<Probe>();
        _world.LateUpdateDone += () => _journal.Add("late");
    }

    [Fact]
    public void ARoutineRunsToItsFirstYieldAtOnceAndThenOncePerTick()
    {
        _script.StartCoroutine(Routine());
        Assert.Equal(["a"], _journal);
        _world.Tick(0);
        Assert.Equal(["a", "b", "late"], _journal);
        _world.Tick(0);
        Assert.Equal(["a", "b", "late", "c", "late"], _journal);
        _world.Tick(0);
        Assert.Equal("late", _journal[^1]);

        IEnumerator Routine()
        {
            _journal.Add("a");
            yield return null;
            _journal.Add("b");
            yield return 42;
            _journal.Add("c");
        }
    }

    [Fact]
    public void WaitForSecondsRunsOnGameTime()
    {
        _script.StartCoroutine(Routine());
        _world.Run(ticks: 7);
        Assert.DoesNotContain("done", _journal);
        _world.Time.timeScale = 0;
        _world.Run(ticks: 10);
        Assert.DoesNotContain("done", _journal);
        _world.Time.timeScale = 1;
        _world.Run(ticks: 1);
        Assert.Contains("done", _journal);

        IEnumerator Routine()
        {
            yield return new WaitForSeconds(8 * WorldKit.Frame);
            _journal.Add("done");
        }
    }

    [Fact]
    public void WaitForSecondsRealtimeIgnoresTheTimeScale()
    {
        _world.Time.timeScale = 0;
        _script.StartCoroutine(Routine());
        _world.Run(ticks: 4);
        Assert.Contains("done", _journal);

        IEnumerator Routine()
        {
            yield return new WaitForSecondsRealtime(4 * WorldKit.Frame);
            _journal.Add("done");
        }
    }

    [Fact]
    public void PhasesResumeInTheirPlace()
    {
        _script.Journal = _journal;
        _script.StartCoroutine(Fixed());
        _script.StartCoroutine(End());
        _world.Tick(_world.Time.fixedDeltaTime);
        Assert.Equal(["Start", "FixedUpdate", "fixed", "Update", "LateUpdate", "late", "end"], _journal);

        IEnumerator Fixed()
        {
            yield return new WaitForFixedUpdate();
            _journal.Add("fixed");
        }

        IEnumerator End()
        {
            yield return new WaitForEndOfFrame();
            _journal.Add("end");
        }
    }

    [Fact]
    public void ConditionsAreAskedOncePerTick()
    {
        int asked = 0;
        bool open = false;
        _script.StartCoroutine(Routine());
        _world.Run(ticks: 3);
        Assert.Equal(3, asked);
        open = true;
        _world.Run(ticks: 2);
        Assert.Contains("through", _journal);

        IEnumerator Routine()
        {
            yield return new WaitUntil(() =>
            {
                asked++;
                return open;
            });
            yield return new WaitWhile(() => false);
            _journal.Add("through");
        }
    }

    [Fact]
    public void RoutinesNestWithoutLosingATick()
    {
        _script.StartCoroutine(Outer());
        Assert.Equal(["outer", "inner"], _journal);
        _world.Tick(0);
        Assert.Equal(["outer", "inner", "inner done", "outer done", "late"], _journal);

        IEnumerator Outer()
        {
            _journal.Add("outer");
            yield return Inner();
            _journal.Add("outer done");
        }

        IEnumerator Inner()
        {
            _journal.Add("inner");
            yield return null;
            _journal.Add("inner done");
        }
    }

    [Fact]
    public void ARoutineMayWaitForAnother()
    {
        Coroutine? first = _script.StartCoroutine(First());
        _script.StartCoroutine(Second());
        _world.Tick(0);
        _world.Tick(0);
        Assert.Equal(["late", "first", "second", "again", "late"], _journal);

        IEnumerator First()
        {
            yield return null;
            yield return null;
            _journal.Add("first");
        }

        IEnumerator Second()
        {
            yield return first;
            _journal.Add("second");
            yield return first;
            _journal.Add("again");
        }
    }

    [Fact]
    public void StoppedRoutinesStayWhereTheyAre()
    {
        Coroutine? one = _script.StartCoroutine(Endless("one"));
        IEnumerator two = Endless("two");
        _script.StartCoroutine(two);
        _script.StartCoroutine(Endless("three"));
        _script.StartCoroutine(Delayed());
        _script.StopCoroutine(one);
        _script.StopCoroutine(two);
        _journal.Clear();
        _world.Tick(0);
        Assert.Equal(["three", "late"], _journal);
        _script.StopAllCoroutines();
        _journal.Clear();
        _world.Tick(1);
        Assert.Equal(["late"], _journal);
        Assert.Equal(0, _world.Timers.Count);

        IEnumerator Endless(string name)
        {
            while (true)
            {
                _journal.Add(name);
                yield return null;
            }
        }

        IEnumerator Delayed()
        {
            yield return new WaitForSeconds(0.1f);
            _journal.Add("delayed");
        }
    }

    [Fact]
    public void ARoutineMayStopItself()
    {
        Coroutine? self = null;
        self = _script.StartCoroutine(Routine());
        _world.Run(ticks: 3);
        Assert.Equal(["a", "late", "late", "late"], _journal);

        IEnumerator Routine()
        {
            yield return null;
            _journal.Add("a");
            _script.StopCoroutine(self);
            yield return null;
            _journal.Add("b");
        }
    }

    [Fact]
    public void SwitchingTheObjectOffEndsRoutinesAndDisablingTheScriptDoesNot()
    {
        int count = 0;
        _script.StartCoroutine(Count());
        _script.enabled = false;
        _world.Tick(0);
        Assert.Equal(2, count);
        _script.gameObject.SetActive(false);
        _script.gameObject.SetActive(true);
        _world.Tick(0);
        Assert.Equal(2, count);

        _script.gameObject.SetActive(false);
        Assert.Null(_script.StartCoroutine(Count()));

        IEnumerator Count()
        {
            while (true)
            {
                count++;
                yield return null;
            }
        }
    }

    [Fact]
    public void AFailingRoutineEndsAloneAndIsNamed()
    {
        var logs = new RecordingLogs();
        using var world = new World(new WorldOptions { LoggerFactory = logs });
        Probe script = world.CreateGameObject("Thing").AddComponent<Probe>();
        script.StartCoroutine(Bad());
        script.StartCoroutine(Good());
        world.Run(ticks: 3);
        Assert.Equal(["good"], _journal);
        Assert.StartsWith("Script exception at /Thing: Probe.coroutine", Assert.Single(logs.Entries).Text);

        static IEnumerator Bad()
        {
            yield return null;
            throw new InvalidOperationException();
        }

        IEnumerator Good()
        {
            yield return null;
            _journal.Add("good");
        }
    }

    [Fact]
    public void DestroyingTheScriptEndsItsRoutines()
    {
        _script.StartCoroutine(Routine());
        _world.DestroyImmediate(_script);
        _world.Run(ticks: 2);
        Assert.Equal(["late", "late"], _journal);

        IEnumerator Routine()
        {
            yield return null;
            _journal.Add("never");
        }
    }
}
