namespace Tain;

// While a client joins, objects get their state one after the other. Callbacks that scripts wrote wait until the object's whole state is there.
public abstract partial class NetworkBehaviour
{
    private Queue<Action>? _deferred;

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
