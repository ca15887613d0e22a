using System.Collections;
using System.ComponentModel;

namespace Tain;

/// <summary>What scripts derive from: a component with life-cycle methods, found by name at build time, coroutines and delayed calls.</summary>
/// <remarks>
/// A script writes <c>void Update() { }</c> and so on, private or not, and the weaver connects them; see <see cref="LifecycleMethods"/> for the names.
/// </remarks>
public abstract class MonoBehaviour : Behaviour
{
    private ScriptWork? _work;

    private ScriptWork Work => _work ??= new ScriptWork(this);

    /// <summary>Runs a routine up to its first yield now, and the rest when what it yields is over.</summary>
    /// <remarks>Ends when the object is switched off or the script is destroyed, but not when the script is disabled.</remarks>
    /// <returns>A handle for <see cref="StopCoroutine(Coroutine)"/>, and something another coroutine can yield. Null if the object is not active.</returns>
    public Coroutine? StartCoroutine(IEnumerator routine)
    {
        ArgumentNullException.ThrowIfNull(routine);
        if (!isDestroyed && gameObject.activeInHierarchy) return Work.StartCoroutine(routine);
        Debug.LogError($"A coroutine of {GetType().Name} was not started, because the object {gameObject.path} is not active.", this);
        return null;
    }

    /// <summary>Ends a coroutine of this script where it stands. Null and finished ones are ignored.</summary>
    public void StopCoroutine(Coroutine? coroutine)
    {
        if (coroutine is not null) _work?.Stop(coroutine);
    }

    /// <summary>Ends the coroutine that runs this routine.</summary>
    public void StopCoroutine(IEnumerator routine) => _work?.Stop(routine);

    /// <summary>Ends all coroutines of this script.</summary>
    public void StopAllCoroutines() => _work?.StopAllCoroutines();

    /// <summary>Calls a parameterless method of this script once, by its name: <c>Invoke(nameof(Explode), 2)</c>.</summary>
    /// <param name="methodName">The method; the weaver knows the methods by name.</param>
    /// <param name="time">Seconds of game time from now.</param>
    public void Invoke(string methodName, float time) => InvokeLater(methodName, null, time, 0);

    /// <summary>Calls an action once.</summary>
    /// <param name="action">What to call.</param>
    /// <param name="time">Seconds of game time from now.</param>
    public void Invoke(Action action, float time) => InvokeLater(ActionName(action), action, time, 0);

    /// <summary>Calls a parameterless method of this script again and again, by its name.</summary>
    /// <param name="methodName">The method; the weaver knows the methods by name.</param>
    /// <param name="time">Seconds of game time until the first call.</param>
    /// <param name="repeatRate">Seconds of game time between calls.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not above 0.00001.</exception>
    public void InvokeRepeating(string methodName, float time, float repeatRate) => InvokeLater(methodName, null, time, CheckRate(repeatRate));

    /// <summary>Calls an action again and again.</summary>
    /// <param name="action">What to call.</param>
    /// <param name="time">Seconds of game time until the first call.</param>
    /// <param name="repeatRate">Seconds of game time between calls.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not above 0.00001.</exception>
    public void InvokeRepeating(Action action, float time, float repeatRate) =>
        InvokeLater(ActionName(action), action, time, CheckRate(repeatRate));

    /// <summary>Takes back all delayed calls of this script.</summary>
    public void CancelInvoke() => _work?.CancelInvocations(null);

    /// <summary>Takes back the delayed calls of one method.</summary>
    public void CancelInvoke(string methodName) => _work?.CancelInvocations(methodName);

    /// <summary>Whether a delayed call is pending.</summary>
    public bool IsInvoking() => _work?.HasInvocation(null) ?? false;

    /// <summary>Whether a delayed call of one method is pending.</summary>
    public bool IsInvoking(string methodName) => _work?.HasInvocation(methodName) ?? false;

    /// <summary>Calls a parameterless method of this class or its bases by its name. Written by the weaver.</summary>
    /// <returns>False if there is no such method.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal virtual bool InvokeByName(string name) => false;

    internal override void RefreshActivation()
    {
        base.RefreshActivation();
        if (!gameObject.activeInHierarchy) _work?.StopAllCoroutines();
    }

    internal override void OnDetached()
    {
        _work?.StopAllCoroutines();
        _work?.CancelInvocations(null);
    }

    private void InvokeLater(string methodName, Action? action, float time, float repeatRate)
    {
        ArgumentException.ThrowIfNullOrEmpty(methodName);
        if (!isDestroyed) Work.Invoke(methodName, action, time, repeatRate);
    }

    private static string ActionName(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return action.Method.Name;
    }

    // Unity's limit: a smaller rate would stand still in a float clock.
    private static float CheckRate(float repeatRate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(repeatRate, 0.00001f);
        return repeatRate;
    }
}
