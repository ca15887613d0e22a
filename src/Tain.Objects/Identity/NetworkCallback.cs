namespace Tain;

/// <summary>The calls that tell the components of an object what happened to it.</summary>
internal enum NetworkCallback
{
    OnStartServer,
    OnStopServer,
    OnStartClient,
    OnStopClient,
    OnStartLocalPlayer,
    OnStopLocalPlayer,
    OnStartAuthority,
    OnStopAuthority,
}
