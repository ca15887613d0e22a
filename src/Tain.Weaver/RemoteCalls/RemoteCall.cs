using Mono.Cecil;

namespace Tain.Weaver.RemoteCalls;

/// <summary>A Command, ClientRpc or TargetRpc that passed all checks.</summary>
internal sealed class RemoteCall(MethodDefinition stub, RemoteCallKind kind, CustomAttribute attribute)
{
    /// <summary>The user's method. Its body moves away, and what stays sends.</summary>
    public MethodDefinition Stub { get; } = stub;

    public RemoteCallKind Kind { get; } = kind;

    public CustomAttribute Attribute { get; } = attribute;

    public string FullName { get; } = WireNames.Of(stub);

    public ushort Hash => StableHash.Of16(FullName);

    /// <summary>What each parameter is to the wire.</summary>
    public List<RemoteCallParameter> Parameters { get; } = [];

    /// <summary>Holds the user's body.</summary>
    public MethodDefinition UserCode { get; set; } = null!;

    /// <summary>Reads the arguments and calls the user's body.</summary>
    public MethodDefinition Invoke { get; set; } = null!;
}
