using System.Diagnostics;

namespace Tain;

/// <summary>
/// Knows which scripts want Start, FixedUpdate, Update and LateUpdate, and calls them in the order in which they were enabled. A script without
/// such a method is in no list, so it costs nothing per tick.
/// </summary>
internal sealed class LifecycleSchedule(ScriptCalls calls)
{
    private readonly OrderedSlots<Behaviour, FixedUpdatePlace> _fixedUpdate = new();
    private readonly OrderedSlots<Behaviour, UpdatePlace> _update = new();
    private readonly OrderedSlots<Behaviour, LateUpdatePlace> _lateUpdate = new();
    private readonly OrderedSlots<Behaviour, StartPlace> _start = new();

    public void Enabled(Behaviour script)
    {
        LifecycleMethods methods = script.Methods;
        if ((methods & LifecycleMethods.Start) != 0 && !script.Started) _start.Add(script);
        if ((methods & LifecycleMethods.FixedUpdate) != 0) _fixedUpdate.Add(script);
        if ((methods & LifecycleMethods.Update) != 0) _update.Add(script);
        if ((methods & LifecycleMethods.LateUpdate) != 0) _lateUpdate.Add(script);
    }

    public void Disabled(Behaviour script)
    {
        _start.Remove(script);
        _fixedUpdate.Remove(script);
        _update.Remove(script);
        _lateUpdate.Remove(script);
    }

    public void FixedUpdate() => Run(_fixedUpdate, LifecycleMethods.FixedUpdate);

    public void Update() => Run(_update, LifecycleMethods.Update);

    public void LateUpdate() => Run(_lateUpdate, LifecycleMethods.LateUpdate);

    private void Run<TPlace>(OrderedSlots<Behaviour, TPlace> scripts, LifecycleMethods method) where TPlace : IPlace<Behaviour>
    {
        StartWaiting();
        int end = scripts.BeginWalk();
        for (int i = 0; i < end; i++)
        {
            Behaviour? script = scripts[i];
            if (script is null) continue;
            // Enabled by a Start or an earlier script of this very walk: it still gets its Start first.
            if (!script.Started) Start(script);
            if (ReferenceEquals(scripts[i], script)) calls.Invoke(script, method);
        }
        scripts.EndWalk();
    }

    // All scripts that wait get Start before any of them is updated, as scripts of one scene expect.
    private void StartWaiting()
    {
        int end = _start.BeginWalk();
        for (int i = 0; i < end; i++)
        {
            if (_start[i] is { } script) Start(script);
        }
        _start.EndWalk();
    }

    private void Start(Behaviour script)
    {
        Debug.Assert(script.isActiveAndEnabled, "A script that is off left every list when it was switched off.");
        _start.Remove(script);
        script.Started = true;
        if ((script.Methods & LifecycleMethods.Start) != 0) calls.Invoke(script, LifecycleMethods.Start);
    }

    private readonly struct StartPlace : IPlace<Behaviour>
    {
        public static ref int Of(Behaviour item) => ref item.Places.Start;
    }

    private readonly struct FixedUpdatePlace : IPlace<Behaviour>
    {
        public static ref int Of(Behaviour item) => ref item.Places.FixedUpdate;
    }

    private readonly struct UpdatePlace : IPlace<Behaviour>
    {
        public static ref int Of(Behaviour item) => ref item.Places.Update;
    }

    private readonly struct LateUpdatePlace : IPlace<Behaviour>
    {
        public static ref int Of(Behaviour item) => ref item.Places.LateUpdate;
    }
}

/// <summary>The places of one script in the lists of the schedule.</summary>
internal struct SchedulePlaces
{
    public int Start;
    public int FixedUpdate;
    public int Update;
    public int LateUpdate;
}
