using System.ComponentModel;

namespace Tain;

/// <summary>The kinds of remote calls.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum RemoteCallKind : byte
{
    /// <summary>From a client to the server.</summary>
    Command = 0,

    /// <summary>From the server to everybody who sees the object.</summary>
    ClientRpc = 1,

    /// <summary>From the server to one client.</summary>
    TargetRpc = 2,
}
