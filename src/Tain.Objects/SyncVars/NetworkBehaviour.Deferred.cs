namespace Tain;

// Callbacks that state from the network causes. While a client joins, objects get their state one after the other, and callbacks wait until the object's whole
// state is there. What a callback throws is logged where it was called: the state behind it must be read all the same.
public abstract partial class NetworkBehaviour
{
    private Queue<Action>? _deferred;
    private Exception? _callbackThrew;

    internal void OnCallbackThrew(string callback, Exception exception)
    {
        if (IsHostInitialSpawn || !Network.Server.active) Network.Log.ScriptFailed(Describe(), callback, exception);
        else _callbackThrew ??= exception;
    }

    /// <summary>
    /// On a server: what the first hook or callback threw that threw since this was asked last. It is named in one line with what follows for the client whose state it was.
    /// </summary>
    internal Exception? TakeCallbackThrew()
    {
        Exception? thrown = _callbackThrew;
        _callbackThrew = null;
        return thrown;
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
