namespace Tain;

// Telling the components what happened. What a script throws is logged, and the next one is told all the same.
public sealed partial class NetworkIdentity
{
    private bool _clientStarted;
    private bool _hadAuthority;
    private bool _localPlayerStopped;

    internal void Notify(NetworkCallback callback)
    {
        foreach (NetworkBehaviour component in NetworkBehaviours)
        {
            if (component.isDestroyed) continue;
            try
            {
                Call(component, callback);
            }
            catch (Exception exception)
            {
                Network.Log.ScriptFailed(component.Describe(), callback.ToString(), exception);
            }
        }
    }

    internal void StartClient()
    {
        if (_clientStarted) return;
        _clientStarted = true;
        Notify(NetworkCallback.OnStartClient);
    }

    internal void StopClient()
    {
        if (!_clientStarted) return;
        _clientStarted = false;
        Notify(NetworkCallback.OnStopClient);
    }

    /// <summary>
    /// Tells a player that it is none any more, once: what is told may end the session, which would tell it again, while <see cref="isLocalPlayer"/> stays for scripts to read.
    /// </summary>
    internal void StopLocalPlayer()
    {
        if (!isLocalPlayer || _localPlayerStopped) return;
        _localPlayerStopped = true;
        Notify(NetworkCallback.OnStopLocalPlayer);
    }

    /// <summary>Tells about gaining or losing the object, once per change of <see cref="isOwned"/>.</summary>
    internal void NotifyAuthority()
    {
        if (isOwned == _hadAuthority) return;
        _hadAuthority = isOwned;
        Notify(isOwned ? NetworkCallback.OnStartAuthority : NetworkCallback.OnStopAuthority);
    }

    /// <summary>
    /// Makes the object as it was before it was spawned, because it will be used again. The values of its SyncVars stay: they are the scripts' own business.
    /// What the network remembers about it goes, so that another session, whose clock may be younger, finds nothing of this one.
    /// </summary>
    internal void ResetState()
    {
        isClient = false;
        isServer = false;
        isOwned = false;
        NotifyAuthority();
        ForgetSpawn();
        isLocalPlayer = false;
        isVisibleToHost = true;
        _clientStarted = false;
        netId = 0;
        connectionToClient = null;
        connectionToServer = null;
        SentBaselineTick = 0;
        HadCopies = false;
        ReceivedBaseline = default;
        foreach (NetworkBehaviour component in NetworkBehaviours)
        {
            component.DropDeferred();
            component.ClearAllDirtyBits(sentAt: 0);
        }
    }

    /// <summary>Runs what had to wait until the client's world was complete.</summary>
    internal void RunDeferred()
    {
        foreach (NetworkBehaviour component in NetworkBehaviours) component.RunDeferred();
    }

    internal void ForgetSpawn()
    {
        IsSpawned = false;
        IsKnownToHostClient = false;
        DirtyList = null;
    }

    private static void Call(NetworkBehaviour component, NetworkCallback callback)
    {
        switch (callback)
        {
            case NetworkCallback.OnStartServer: component.OnStartServer(); break;
            case NetworkCallback.OnStopServer: component.OnStopServer(); break;
            case NetworkCallback.OnStartClient: component.OnStartClient(); break;
            case NetworkCallback.OnStopClient: component.OnStopClient(); break;
            case NetworkCallback.OnStartLocalPlayer: component.OnStartLocalPlayer(); break;
            case NetworkCallback.OnStopLocalPlayer: component.OnStopLocalPlayer(); break;
            case NetworkCallback.OnStartAuthority: component.OnStartAuthority(); break;
            case NetworkCallback.OnStopAuthority: component.OnStopAuthority(); break;
            default: throw new ArgumentOutOfRangeException(nameof(callback));
        }
    }
}
