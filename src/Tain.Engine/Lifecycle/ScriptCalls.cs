using Microsoft.Extensions.Logging;

namespace Tain;

/// <summary>
/// The one place where the engine calls into scripts and survives what they throw: an exception is logged with object path, component and
/// method, and the tick goes on with the next script.
/// </summary>
internal sealed partial class ScriptCalls(ILogger logger)
{
    /// <summary>How many exceptions of scripts were caught so far.</summary>
    public long Failures { get; private set; }

    public void Invoke(Component component, LifecycleMethods method)
    {
        try
        {
            component.InvokeLifecycle(method);
        }
        catch (Exception exception)
        {
            Report(component, Name(method), exception);
        }
    }

    /// <summary>Does work of a component.</summary>
    public void Invoke(TickWork work)
    {
        try
        {
            work.Run();
        }
        catch (Exception exception)
        {
            Report(work.Owner, "work in " + work.Phase, exception);
        }
    }

    /// <summary>Calls code that belongs to no component: a hook of an upper floor, an event handler.</summary>
    public void Invoke(Action call, string what)
    {
        try
        {
            call();
        }
        catch (Exception exception)
        {
            Failures++;
            HookFailed(logger, what, exception);
        }
    }

    public void Report(Component component, string method, Exception exception)
    {
        Failures++;
        ScriptFailed(logger, component.DescribePath(), component.GetType().Name, method, exception);
    }

    // Enum.ToString allocates and searches; a failing Update must not make a bad tick worse.
    private static string Name(LifecycleMethods method) => method switch
    {
        LifecycleMethods.Awake => nameof(LifecycleMethods.Awake),
        LifecycleMethods.OnEnable => nameof(LifecycleMethods.OnEnable),
        LifecycleMethods.Start => nameof(LifecycleMethods.Start),
        LifecycleMethods.FixedUpdate => nameof(LifecycleMethods.FixedUpdate),
        LifecycleMethods.Update => nameof(LifecycleMethods.Update),
        LifecycleMethods.LateUpdate => nameof(LifecycleMethods.LateUpdate),
        LifecycleMethods.OnDisable => nameof(LifecycleMethods.OnDisable),
        LifecycleMethods.OnDestroy => nameof(LifecycleMethods.OnDestroy),
        _ => nameof(LifecycleMethods.OnApplicationQuit),
    };

    [LoggerMessage(1, LogLevel.Error, "Script exception at {Path}: {Component}.{Method}")]
    private static partial void ScriptFailed(ILogger logger, string path, string component, string method, Exception exception);

    [LoggerMessage(2, LogLevel.Error, "Exception in {What}")]
    private static partial void HookFailed(ILogger logger, string what, Exception exception);
}
