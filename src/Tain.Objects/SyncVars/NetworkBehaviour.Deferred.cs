namespace Tain;

// Callbacks that state from the network causes. While a client joins, objects get their state one after the other, and callbacks wait until the object's whole
// state is there. What a callback throws is logged where it was called: the state behind it must be read all the same.
public abstract partial class NetworkBehaviour
{
    private Queue<Action>? _deferred;
    private bool _callbackThrew;

    internal void OnCallbackThrew(string callback, Exception exception)
    {
        _callbackThrew = true;
        Network.Log.ScriptFailed(Describe(), callback, exception);
    }

    /// <summary>Whether a hook or callback threw since this was asked last. To a server that is a reason to part with the client whose state it was.</summary>
    internal bool TakeCallbackThrew()
    {
        bool threw = _callbackThrew;
        _callbackThrew = false;
        return threw;
    }

    internal void Defer(Action callback) => (_deferred ??= new Queue<Action>()).Enqueue(callback);

    internal void RunDeferred()
    {
        while (_deferred is not null && _deferred.TryDequeue(out Action? callback))
        {
            try
            {
                callback();
            }
            catch (Exception exception)
            {
                Network.Log.ScriptFailed(Describe(), "a SyncVar hook or collection callback", exception);
            }
        }
    }

    internal void DropDeferred() => _deferred = null;
}
