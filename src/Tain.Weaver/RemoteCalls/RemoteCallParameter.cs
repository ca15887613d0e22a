using Mono.Cecil;

namespace Tain.Weaver.RemoteCalls;

/// <summary>A parameter of a remote call; writer and reader only for one that travels.</summary>
internal sealed record RemoteCallParameter(ParameterDefinition Definition, RemoteCallParameterRole Role, MethodReference? Writer, MethodReference? Reader);

/// <summary>What a parameter is to the wire.</summary>
internal enum RemoteCallParameterRole
{
    /// <summary>Travels.</summary>
    Argument,

    /// <summary>Filled in by the server: who called this Command.</summary>
    Sender,

    /// <summary>Names the receiver of a TargetRpc; null where it arrives.</summary>
    Target,
}
