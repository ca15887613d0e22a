using Mono.Cecil;
using Tain.Weaver.Diagnostics;
using Tain.Weaver.Weaving;

namespace Tain.Weaver.Serializers;

/// <summary>
/// Finds the extension methods that people wrote: 'static void X(this NetworkWriter, T)' and 'static T X(this NetworkReader)'. Tain's own come first, so
/// that a game cannot change the wire format of a built-in type by accident, then those of this assembly, then those of its references.
/// </summary>
internal sealed class HandWrittenSerializers(WeavingContext context, SerializerTable writers, SerializerTable readers)
{
    private const string Priority = "Tain.WeaverPriorityAttribute";

    // These four win over their fixed-width namesakes: generated code and the generic Write<T> use variable-length integers.
    private static readonly HashSet<string> PreferredNames = new(StringComparer.Ordinal)
    {
        "WriteVarInt", "WriteVarUInt", "WriteVarLong", "WriteVarULong", "ReadVarInt", "ReadVarUInt", "ReadVarLong", "ReadVarULong",
    };

    /// <summary>What this assembly declares itself and has to register, in metadata order.</summary>
    public List<(TypeReference Type, MethodReference Method, bool IsWriter)> Own { get; } = [];

    public void Collect()
    {
        foreach (ModuleDefinition floor in context.Tain.Floors)
        {
            if (floor != context.Module) Collect(floor);
        }
        Collect(context.Module);
        foreach (string name in context.Resolver.Names)
        {
            if (IsPlatform(name) || name.StartsWith("Tain.", StringComparison.Ordinal)) continue;
            ModuleDefinition? reference = context.Resolver.TryResolve(name)?.MainModule;
            if (reference != null && reference != context.Module && KnowsTain(reference)) Collect(reference);
        }
        WarnAboutHalves();
    }

    private static bool IsPlatform(string name) =>
        name is "mscorlib" or "netstandard" or "WindowsBase"
        || name.StartsWith("System", StringComparison.Ordinal)
        || name.StartsWith("Microsoft.", StringComparison.Ordinal);

    private static bool KnowsTain(ModuleDefinition module)
    {
        foreach (AssemblyNameReference reference in module.AssemblyReferences)
        {
            if (reference.Name.StartsWith("Tain.", StringComparison.Ordinal)) return true;
        }
        return false;
    }

    private void Collect(ModuleDefinition module)
    {
        bool isOwn = module == context.Module;
        foreach (TypeDefinition type in module.Types)
        {
            if (!(type.IsAbstract && type.IsSealed) || (!isOwn && !type.IsPublic)) continue;
            foreach (MethodDefinition method in type.Methods)
            {
                if (isOwn ? method.IsPrivate : !method.IsPublic) continue;
                if (method.Attribute("System.Runtime.CompilerServices.ExtensionAttribute") != null) Add(method, isOwn);
            }
        }
    }

    private void Add(MethodDefinition method, bool isOwn)
    {
        string self = method.Parameters[0].ParameterType.FullName;
        bool isVoid = method.ReturnType.FullName == "System.Void";
        if (self == context.Tain.NetworkWriter?.FullName && isVoid && method.Parameters.Count == 2)
        {
            Add(writers, method, method.Parameters[1].ParameterType, isOwn, isWriter: true);
        }
        else if (self == context.Tain.NetworkReader?.FullName && !isVoid && method.Parameters.Count == 1)
        {
            Add(readers, method, method.ReturnType, isOwn, isWriter: false);
        }
    }

    private void Add(SerializerTable table, MethodDefinition method, TypeReference type, bool isOwn, bool isWriter)
    {
        if (type.IsByReference) return;
        if (method.HasGenericParameters)
        {
            if (!isOwn && method.GenericParameters.Count == 1 && ShapeOf(type) is { } shape) table.AddGeneric(shape, context.Import(method));
            return;
        }
        TypeReference imported = context.Import(type);
        bool hasPriority = PreferredNames.Contains(method.Name) || method.Attribute(Priority) != null;
        table.AddHandWritten(imported, context.Import(method), hasPriority);
        if (isOwn) Own.Add((imported, method, isWriter));
    }

    // T[], List<T>, HashSet<T>, ArraySegment<T>; a reader that returns T itself serves all of a kind (ReadNetworkBehaviour<T>).
    private static string? ShapeOf(TypeReference type) => type switch
    {
        ArrayType { Rank: 1, ElementType.IsGenericParameter: true } => "[]",
        GenericInstanceType { GenericArguments: { Count: 1 } arguments } generic when arguments[0].IsGenericParameter => generic.ElementType.FullName,
        GenericParameter parameter when parameter.Constraints.Count == 1 => parameter.Constraints[0].ConstraintType.FullName,
        _ => null,
    };

    private void WarnAboutHalves()
    {
        foreach ((TypeReference type, MethodReference method, bool isWriter) in Own)
        {
            if ((isWriter ? readers : writers).IsHandWritten(type)) continue;
            context.Diagnostics.Report(
                Descriptors.TypeHalfWritten, context.Sources.Of(method.Resolve()), DisplayNames.Of(type),
                isWriter ? "writes" : "reads", isWriter ? "reads" : "writes");
        }
    }
}
