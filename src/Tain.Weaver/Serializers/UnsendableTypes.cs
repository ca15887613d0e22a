using Mono.Cecil;
using Tain.Weaver.Diagnostics;
using Tain.Weaver.Weaving;

namespace Tain.Weaver.Serializers;

/// <summary>Decides which types cannot travel, and says why. It looks at the type itself; fields and elements are asked about when their turn comes.</summary>
internal sealed class UnsendableTypes(WeavingContext context)
{
    public Refusal? Find(TypeReference type) => type switch
    {
        ByReferenceType or PointerType or FunctionPointerType => new(Descriptors.TypeByReference, type),
        ArrayType { Rank: > 1 } => new(Descriptors.TypeMultiDimensionalArray, type),
        ArrayType => null,
        GenericInstanceType { ElementType.FullName: "System.Nullable`1" } => new(Descriptors.TypeNullable, type),
        GenericInstanceType generic when CollectionShapes.IsCollection(generic) => null,
        GenericInstanceType generic when context.IsNetworkBehaviour(generic) => null,
        GenericInstanceType or GenericParameter => new(Descriptors.TypeGeneric, type),
        _ => FindDefinition(type),
    };

    /// <summary>Also looks into elements and fields; for types that nobody declared to be sent.</summary>
    public Refusal? FindDeep(TypeReference type, Func<TypeReference, bool> isHandWritten) => FindDeep(type, isHandWritten, []);

    private Refusal? FindDeep(TypeReference type, Func<TypeReference, bool> isHandWritten, HashSet<string> visited)
    {
        if (isHandWritten(type) || !visited.Add(type.FullName)) return null;
        if (Find(type) is { } refusal) return refusal;
        if (CollectionShapes.ElementOf(type) is { } element) return FindDeep(element, isHandWritten, visited);
        TypeDefinition? definition = type.TryResolve();
        if (definition == null || definition.IsEnum || context.IsNetworkBehaviour(type)) return null;
        foreach (FieldDefinition field in SentFields.Of(definition))
        {
            if (FindDeep(field.FieldType, isHandWritten, visited) is { } inner) return inner;
        }
        return null;
    }

    private Refusal? FindDefinition(TypeReference type)
    {
        TypeDefinition? definition = type.TryResolve();
        if (definition == null) return new(Descriptors.TypeUnresolvable, type);
        if (definition.IsEnum || context.IsNetworkBehaviour(type)) return null;
        if (context.IsComponent(type)) return new(Descriptors.TypeComponent, type);
        if (context.Tain.WorldObject is { } worldObject && type.IsOrDerivesFrom(worldObject)) return new(Descriptors.TypeWorldObject, type);
        if (definition.HasGenericParameters) return new(Descriptors.TypeGeneric, type);
        if (definition.IsInterface) return new(Descriptors.TypeInterface, type);
        if (definition.IsValueType) return null;
        if (definition.IsAbstract) return new(Descriptors.TypeAbstract, type);
        return HasDefaultConstructor(definition) ? null : new(Descriptors.TypeNoConstructor, type);
    }

    private static bool HasDefaultConstructor(TypeDefinition type)
    {
        foreach (MethodDefinition method in type.Methods)
        {
            if (method.IsConstructor && !method.IsStatic && method.IsPublic && method.Parameters.Count == 0) return true;
        }
        return false;
    }

    internal sealed class Refusal(WeaverDescriptor descriptor, TypeReference type)
    {
        public void Report(DiagnosticBag diagnostics, SerializerUse use)
        {
            string hint = descriptor == Descriptors.TypeUnresolvable ? type.Scope.Name : DisplayNames.SimpleName(type);
            diagnostics.Report(descriptor, use.Position, DisplayNames.Of(type), use.Need, hint);
        }
    }
}
