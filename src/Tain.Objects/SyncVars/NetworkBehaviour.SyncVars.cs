using System.ComponentModel;

namespace Tain;

// SyncVars: what the woven setters and readers call. A hook runs on a host at once, on a joining client only when its world is complete.
public abstract partial class NetworkBehaviour
{
    // Bit per SyncVar whose hook is running right now: an assignment inside a hook must not call the hook again.
    private ulong _runningHooks;

    /// <summary>Assigns a SyncVar. Written by the weaver in place of every assignment to the field.</summary>
    /// <typeparam name="T">The field's type.</typeparam>
    /// <param name="value">The new value.</param>
    /// <param name="field">The field.</param>
    /// <param name="dirtyBit">The SyncVar's bit.</param>
    /// <param name="hook">Its hook, if it has one.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void GeneratedSyncVarSetter<T>(T value, ref T field, ulong dirtyBit, SyncVarHook<T>? hook)
    {
        if (EqualityComparer<T>.Default.Equals(value, field)) return;
        T old = field;
        field = value;
        SetSyncVarDirtyBit(dirtyBit);
        if (hook is not null && HooksRunOnAssignment && (_runningHooks & dirtyBit) == 0) RunHook(hook, old, value, dirtyBit);
    }

    /// <summary>Takes a received SyncVar. Written by the weaver.</summary>
    /// <typeparam name="T">The field's type.</typeparam>
    /// <param name="field">The field.</param>
    /// <param name="received">The value read.</param>
    /// <param name="dirtyBit">The SyncVar's bit.</param>
    /// <param name="hook">Its hook, if it has one.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void GeneratedSyncVarDeserialize<T>(ref T field, T received, ulong dirtyBit, SyncVarHook<T>? hook)
    {
        T old = field;
        field = received;
        if (hook is null) return;
        if (IsHostInitialSpawn || !EqualityComparer<T>.Default.Equals(old, received)) RunOrDeferHook(hook, old, received, dirtyBit);
    }

    // A host sees its own assignments through the hook, because no message will tell it. It does so once its client knows the object.
    private bool HooksRunOnAssignment => _identity is { IsKnownToHostClient: true };

    // The host's client gets each object's initial state only in order to call every hook once.
    private bool IsHostInitialSpawn => _identity is { IsHostInitialSpawn: true };

    private void RunOrDeferHook<T>(SyncVarHook<T> hook, T old, T value, ulong dirtyBit)
    {
        if (Network.IsClientJoining) DeferHook(hook, old, value, dirtyBit);
        else RunReceivedHook(hook, old, value, dirtyBit);
    }

    // Apart, because a lambda's captives are allocated at the start of the method that holds it.
    private void DeferHook<T>(SyncVarHook<T> hook, T old, T value, ulong dirtyBit) => Defer(() => RunReceivedHook(hook, old, value, dirtyBit));

    // There is no caller to tell, and the fields behind this one are still to be read.
    private void RunReceivedHook<T>(SyncVarHook<T> hook, T old, T value, ulong dirtyBit)
    {
        try
        {
            RunHook(hook, old, value, dirtyBit);
        }
        catch (Exception exception)
        {
            OnCallbackThrew("a SyncVar hook", exception);
        }
    }

    private void RunHook<T>(SyncVarHook<T> hook, T old, T value, ulong dirtyBit)
    {
        _runningHooks |= dirtyBit;
        try
        {
            hook(this, old, value);
        }
        finally
        {
            _runningHooks &= ~dirtyBit;
        }
    }
}
