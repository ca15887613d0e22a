namespace Tain.Analyzers.RemoteCalls;

/// <summary>The attributes, in the weaver's order.</summary>
internal enum RemoteCallKind
{
    Command,
    ClientRpc,
    TargetRpc,
}
