namespace Tain.Scenarios.HostAndRemote;

/// <summary>What a script was told.</summary>
internal enum EntryKind
{
    /// <summary>OnStartClient, OnStartAuthority, OnStartLocalPlayer and their ends.</summary>
    ClientLife,

    /// <summary>OnStartServer and its end.</summary>
    ServerLife,

    /// <summary>The hook of a SyncVar.</summary>
    Hook,

    /// <summary>A callback of a sync collection.</summary>
    Change,

    /// <summary>A ClientRpc or TargetRpc ran.</summary>
    Call,

    /// <summary>The same, sent on the unreliable channel: between the channels there is no order.</summary>
    UnreliableCall,

    /// <summary>A Command ran.</summary>
    Command,
}
