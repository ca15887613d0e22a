using System.Collections;

namespace Tain;

/// <summary>The coroutines and delayed calls of one script; made with the first of them, because most scripts have none.</summary>
internal sealed class ScriptWork(MonoBehaviour script)
{
    private readonly List<Coroutine> _coroutines = [];
    private readonly List<Invocation> _invocations = [];

    public MonoBehaviour Script => script;

    public Coroutine StartCoroutine(IEnumerator routine)
    {
        var coroutine = new Coroutine(this, routine);
        _coroutines.Add(coroutine);
        coroutine.Resume();
        return coroutine;
    }

    public void Stop(Coroutine coroutine)
    {
        if (_coroutines.Remove(coroutine)) coroutine.Stop();
    }

    public void Stop(IEnumerator routine)
    {
        for (int i = _coroutines.Count - 1; i >= 0; i--)
        {
            if (_coroutines[i].Runs(routine)) Stop(_coroutines[i]);
        }
    }

    public void StopAllCoroutines()
    {
        for (int i = _coroutines.Count - 1; i >= 0; i--) _coroutines[i].Stop();
        _coroutines.Clear();
    }

    public void Invoke(string methodName, Action? action, float delaySeconds, float repeatSeconds)
    {
        World world = script.world;
        Invocation invocation = world.SpareInvocations.TryPop(out Invocation? spare) ? spare : new Invocation();
        invocation.Fill(this, methodName, action, repeatSeconds);
        _invocations.Add(invocation);
        world.Timers.Add(invocation, world.Time.FrameTime + Math.Max(0, delaySeconds));
    }

    public bool HasInvocation(string? methodName)
    {
        foreach (Invocation invocation in _invocations)
        {
            if (methodName is null || invocation.MethodName == methodName) return true;
        }
        return false;
    }

    /// <summary>Takes back the calls of one method, or all.</summary>
    public void CancelInvocations(string? methodName)
    {
        for (int i = _invocations.Count - 1; i >= 0; i--)
        {
            Invocation invocation = _invocations[i];
            if (methodName is not null && invocation.MethodName != methodName) continue;
            script.world.Timers.Remove(invocation);
            Forget(invocation);
        }
    }

    public void Forget(Invocation invocation)
    {
        _invocations.Remove(invocation);
        invocation.Clear();
        script.world.SpareInvocations.Push(invocation);
    }

    public void Call(string methodName, Action? action)
    {
        try
        {
            if (action is not null) action();
            else if (!script.InvokeByName(methodName)) script.Debug.LogError($"{script.GetType().Name} has no method {methodName}() to invoke.", script);
        }
        catch (Exception exception)
        {
            script.world.Calls.Report(script, methodName, exception);
        }
    }
}
