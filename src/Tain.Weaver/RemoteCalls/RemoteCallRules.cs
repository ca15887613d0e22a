using Mono.Cecil;
using Tain.Weaver.Diagnostics;
using Tain.Weaver.Serializers;
using Tain.Weaver.Weaving;

namespace Tain.Weaver.RemoteCalls;

/// <summary>Checks a method with a remote call attribute and tells what its parameters are. Reports every mistake, not only the first.</summary>
internal sealed class RemoteCallRules(WeavingContext context, SerializerCatalog serializers)
{
    public static readonly (string Attribute, RemoteCallKind Kind)[] Attributes =
    [
        ("Tain.CommandAttribute", RemoteCallKind.Command),
        ("Tain.ClientRpcAttribute", RemoteCallKind.ClientRpc),
        ("Tain.TargetRpcAttribute", RemoteCallKind.TargetRpc),
    ];

    public static bool IsRemoteCall(MethodDefinition method) => Attributes.Any(one => method.Attribute(one.Attribute) != null);

    /// <summary>Null when the method is no remote call, or one with mistakes, which have been reported.</summary>
    public RemoteCall? Check(MethodDefinition method)
    {
        RemoteCall? call = null;
        foreach ((string attributeName, RemoteCallKind kind) in Attributes)
        {
            if (method.Attribute(attributeName) is not { } attribute) continue;
            if (call != null)
            {
                context.Diagnostics.Report(Descriptors.RemoteCallAmbiguous, context.Sources.Of(method), Describe(call));
                return null;
            }
            call = new RemoteCall(method, kind, attribute);
        }
        if (call == null) return null;
        bool isGood = CheckMethod(call);
        // Types are judged even then, so that one build tells all.
        return CheckParameters(call) && isGood ? call : null;
    }

    public static string Describe(RemoteCall call) => $"{call.Kind} '{DisplayNames.Of(call.Stub)}'";

    private bool CheckMethod(RemoteCall call)
    {
        MethodDefinition method = call.Stub;
        if (!context.IsNetworkBehaviour(method.DeclaringType))
            return Refuse(call, Descriptors.RemoteCallOutsideBehaviour, DisplayNames.Of(method.DeclaringType));
        if (method.IsStatic) return Refuse(call, Descriptors.RemoteCallStatic);
        if (method.ReturnType.FullName == "System.Collections.IEnumerator") return Refuse(call, Descriptors.RemoteCallCoroutine);
        if (method.ReturnType.FullName != "System.Void") return Refuse(call, Descriptors.RemoteCallReturnsValue);
        if (method.HasGenericParameters) return Refuse(call, Descriptors.RemoteCallGeneric);
        return !method.IsAbstract || Refuse(call, Descriptors.RemoteCallAbstract);
    }

    private bool CheckParameters(RemoteCall call)
    {
        bool isGood = true;
        foreach (ParameterDefinition parameter in call.Stub.Parameters) isGood &= CheckParameter(call, parameter);
        return isGood;
    }

    private bool CheckParameter(RemoteCall call, ParameterDefinition parameter)
    {
        TypeReference type = parameter.ParameterType;
        if (parameter.IsOut) return Refuse(call, Descriptors.RemoteCallOutParameter, parameter);
        if (type.IsByReference) return Refuse(call, Descriptors.RemoteCallRefParameter, parameter);
        if (type.ContainsGenericParameter) return Refuse(call, Descriptors.RemoteCallGeneric);

        RemoteCallParameterRole role = RoleOf(call.Kind, parameter);
        if (role == RemoteCallParameterRole.Argument && IsConnection(type))
        {
            bool isCommand = call.Kind == RemoteCallKind.Command;
            return Refuse(call, isCommand ? Descriptors.CommandConnectionParameter : Descriptors.RpcConnectionParameter, parameter);
        }
        if (parameter.IsOptional && role != RemoteCallParameterRole.Sender)
            return Refuse(call, Descriptors.RemoteCallOptionalParameter, parameter);

        MethodReference? writer = null, reader = null;
        if (role == RemoteCallParameterRole.Argument)
        {
            var use = new SerializerUse($"the parameter '{parameter.Name}' of {Describe(call)}", () => context.Sources.Of(call.Stub, parameter));
            writer = serializers.Writer(type, use);
            reader = serializers.Reader(type, use);
            if (writer == null || reader == null) return false;
        }
        call.Parameters.Add(new RemoteCallParameter(parameter, role, writer, reader));
        return true;
    }

    private RemoteCallParameterRole RoleOf(RemoteCallKind kind, ParameterDefinition parameter)
    {
        TypeReference type = parameter.ParameterType;
        if (kind == RemoteCallKind.Command && context.Tain.NetworkConnectionToClient is { } client && type.IsOrDerivesFrom(client))
            return RemoteCallParameterRole.Sender;
        if (kind == RemoteCallKind.TargetRpc && parameter.Index == 0 && IsConnection(type)) return RemoteCallParameterRole.Target;
        return RemoteCallParameterRole.Argument;
    }

    private bool IsConnection(TypeReference type) => context.Tain.NetworkConnection is { } connection && type.IsOrDerivesFrom(connection);

    private bool Refuse(RemoteCall call, WeaverDescriptor descriptor, string detail = "")
    {
        context.Diagnostics.Report(descriptor, context.Sources.Of(call.Stub), Describe(call), detail);
        return false;
    }

    private bool Refuse(RemoteCall call, WeaverDescriptor descriptor, ParameterDefinition parameter)
    {
        context.Diagnostics.Report(descriptor, context.Sources.Of(call.Stub, parameter), Describe(call), parameter.Name);
        return false;
    }
}
