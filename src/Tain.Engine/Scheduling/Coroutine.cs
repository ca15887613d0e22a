using System.Collections;

namespace Tain;

/// <summary>A routine that a script runs over many ticks. Yield one to wait until it has run to its end.</summary>
public sealed class Coroutine : YieldInstruction
{
    private readonly ScriptWork _owner;
    private readonly IEnumerator _routine;

    private IEnumerator _running;
    private Stack<IEnumerator>? _callers;
    private List<Coroutine>? _waiters;
    private CustomYieldInstruction? _condition;
    private WakeUp? _alarm;

    internal Coroutine(ScriptWork owner, IEnumerator routine)
    {
        _owner = owner;
        _routine = routine;
        _running = routine;
    }

    internal bool IsOver { get; private set; }

    private World World => _owner.Script.world;

    internal bool Runs(IEnumerator routine) => _routine == routine;

    internal void Stop()
    {
        IsOver = true;
        _alarm?.Cancel();
    }

    internal void Resume()
    {
        if (IsOver) return;
        try
        {
            if (_condition is { keepWaiting: true })
            {
                World.EachFrame.Add(this);
                return;
            }
            _condition = null;
            while (!IsOver && Step())
            {
            }
        }
        catch (Exception exception)
        {
            World.Calls.Report(_owner.Script, "coroutine " + _running.GetType().Name, exception);
            _owner.Stop(this);
        }
    }

    // True when the routine can go on at once: a nested one began, or one ended.
    private bool Step()
    {
        if (!_running.MoveNext())
        {
            if (_callers is not { Count: > 0 }) return Finish();
            _running = _callers.Pop();
            return true;
        }
        return !IsOver && !Await(_running.Current);
    }

    private bool Finish()
    {
        _owner.Stop(this);
        if (_waiters is not null)
        {
            foreach (Coroutine waiter in _waiters) waiter.Resume();
        }
        return false;
    }

    // False if there is nothing to wait for.
    private bool Await(object? yielded)
    {
        switch (yielded)
        {
            case IEnumerator nested:
                (_callers ??= new Stack<IEnumerator>()).Push(_running);
                _running = nested;
                return false;
            case Coroutine { IsOver: true }:
                return false;
            case Coroutine other:
                (other._waiters ??= []).Add(this);
                return true;
            case WaitForSeconds wait:
                Alarm.Set(World.Timers, World.Time.FrameTime + wait.Seconds);
                return true;
            case WaitForSecondsRealtime wait:
                Alarm.Set(World.UnscaledTimers, World.Time.unscaledTimeAsDouble + wait.Seconds);
                return true;
            case WaitForFixedUpdate:
                World.EachFixedUpdate.Add(this);
                return true;
            case WaitForEndOfFrame:
                World.EachEndOfFrame.Add(this);
                return true;
            default:
                _condition = yielded as CustomYieldInstruction;
                World.EachFrame.Add(this);
                return true;
        }
    }

    private WakeUp Alarm => _alarm ??= new WakeUp(this);

    private sealed class WakeUp(Coroutine coroutine) : Timer
    {
        private TimerHeap? _heap;

        public void Set(TimerHeap heap, double dueSeconds)
        {
            _heap = heap;
            heap.Add(this, dueSeconds);
        }

        public void Cancel() => _heap?.Remove(this);

        public override void Fire() => coroutine.Resume();
    }
}
