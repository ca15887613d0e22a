namespace Tain;

/// <summary>Why a Command was not sent, or not run.</summary>
internal enum CommandRefusal
{
    None,

    /// <summary>Commands go from a client to the server; this process has no client.</summary>
    NoActiveClient,

    /// <summary>The client has not said Ready.</summary>
    ClientNotReady,

    /// <summary>The object has no netId.</summary>
    NotSpawned,

    /// <summary>The client does not own the object, and the Command is not marked requiresAuthority = false.</summary>
    NotOwner,

    /// <summary>The connection is not there yet, or no more.</summary>
    NotConnected,

    /// <summary>The server has no object with that netId.</summary>
    UnknownObject,

    /// <summary>The object has no component with that index.</summary>
    UnknownComponent,

    /// <summary>The component has no Command with that hash: the peers were built from different code.</summary>
    UnknownFunction,
}
