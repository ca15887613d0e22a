namespace Tain.Weaver.RemoteCalls;

/// <summary>The same numbers as Tain.RemoteCallKind, which woven code passes.</summary>
internal enum RemoteCallKind : byte
{
    Command = 0,
    ClientRpc = 1,
    TargetRpc = 2,
}
