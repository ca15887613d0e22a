using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Tain.Analyzers.Rules;
using Tain.Analyzers.Symbols;
using Tain.Weaver.Diagnostics;

namespace Tain.Analyzers.Sending;

/// <summary>Decides which types cannot travel, and says why; the mirror image of the weaver's UnsendableTypes and WriterGenerator.</summary>
internal sealed class SendableTypes(TainSymbols tain)
{
    /// <summary>Everything that <see cref="Check(ITypeSymbol, string, Location?, Action{Diagnostic})"/> may report.</summary>
    public static readonly WeaverDescriptor[] Findings =
    [
        Descriptors.TypeMultiDimensionalArray, Descriptors.TypeComponent, Descriptors.TypeWorldObject, Descriptors.TypeGeneric, Descriptors.TypeInterface,
        Descriptors.TypeAbstract, Descriptors.TypeNoConstructor, Descriptors.TypeByReference, Descriptors.TypeNullable, Descriptors.TypeSendsNothing,
    ];

    // A field that cannot travel is one mistake, however many messages its type is part of.
    private readonly ConcurrentDictionary<IFieldSymbol, bool> _told = new(SymbolEqualityComparer.Default);

    /// <summary>Reports what keeps a type, its elements and fields from being sent.</summary>
    public void Check(ITypeSymbol type, string need, Location? place, Action<Diagnostic> report) =>
        Check(type, need, place, report, new(SymbolEqualityComparer.Default));

    public bool IsHandWritten(ITypeSymbol type) => tain.HandWritten.Writer(type) != null && tain.HandWritten.Reader(type) != null;

    private void Check(ITypeSymbol type, string need, Location? place, Action<Diagnostic> report, HashSet<ITypeSymbol> visited)
    {
        if (type.TypeKind == TypeKind.Error || IsHandWritten(type)) return;
        if (Refusal(type) is { } refusal)
        {
            report(Rule.At(refusal, place, Names.Of(type), need, SimpleName(type)));
            return;
        }
        if (ElementOf(type) is { } element) Check(element, need, place, report, visited);
        else if (type.TypeKind != TypeKind.Enum && !tain.IsNetworkBehaviour(type)) CheckFields(type, need, place, report, visited);
    }

    // Of types of other assemblies the compiler does not show all fields; the weaver looks into those.
    private void CheckFields(ITypeSymbol type, string need, Location? place, Action<Diagnostic> report, HashSet<ITypeSymbol> visited)
    {
        if (type.SpecialType == SpecialType.System_Object) report(Rule.At(Descriptors.TypeSendsNothing, place, Names.Of(type), need, SimpleName(type)));
        if (!type.IsOf(tain.Compilation) || !visited.Add(type)) return;
        bool sendsSomething = false, keepsSomething = false;
        for (ITypeSymbol? level = type; level != null && level.IsOf(tain.Compilation); level = level.BaseType)
        {
            foreach (IFieldSymbol field in level.Fields())
            {
                if (field.IsStatic || IsNotSerialized(field)) continue;
                keepsSomething = true;
                if (field.DeclaredAccessibility is not (Accessibility.Public or Accessibility.ProtectedOrInternal)) continue;
                sendsSomething = true;
                Check(field.Type, $"the field '{Names.OfMember(field)}'", field.Place(), one => ReportOnce(one, field, report), visited);
            }
        }
        if (keepsSomething && !sendsSomething && HasOnlyOwnBases(type))
            report(Rule.At(Descriptors.TypeSendsNothing, place, Names.Of(type), need, SimpleName(type)));
    }

    private bool HasOnlyOwnBases(ITypeSymbol type)
    {
        for (ITypeSymbol? level = type; level != null; level = level.BaseType)
        {
            if (level.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType) return true;
            if (!level.IsOf(tain.Compilation)) return false;
        }
        return true;
    }

    private void ReportOnce(Diagnostic diagnostic, IFieldSymbol field, Action<Diagnostic> report)
    {
        if (_told.TryAdd(field, true)) report(diagnostic);
    }

    private WeaverDescriptor? Refusal(ITypeSymbol type) => type switch
    {
        IPointerTypeSymbol or IFunctionPointerTypeSymbol => Descriptors.TypeByReference,
        IArrayTypeSymbol array => array.Rank > 1 ? Descriptors.TypeMultiDimensionalArray : null,
        { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } => Descriptors.TypeNullable,
        ITypeParameterSymbol => Descriptors.TypeGeneric,
        { TypeKind: TypeKind.Dynamic } => null,
        INamedTypeSymbol named => Refusal(named),
        _ => null,
    };

    private WeaverDescriptor? Refusal(INamedTypeSymbol type)
    {
        if (ElementOf(type) != null || tain.IsNetworkBehaviour(type)) return null;
        if (type.IsInGeneric()) return Descriptors.TypeGeneric;
        if (type.TypeKind == TypeKind.Enum) return null;
        if (tain.IsComponent(type)) return Descriptors.TypeComponent;
        if (type.IsOrDerivesFrom(tain.WorldObject)) return Descriptors.TypeWorldObject;
        if (type.TypeKind == TypeKind.Interface) return Descriptors.TypeInterface;
        if (type.IsValueType) return null;
        if (type.IsAbstract) return Descriptors.TypeAbstract;
        return type.InstanceConstructors.Any(static one => one.Parameters.Length == 0 && one.DeclaredAccessibility == Accessibility.Public)
            ? null
            : Descriptors.TypeNoConstructor;
    }

    private static ITypeSymbol? ElementOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
        INamedTypeSymbol { TypeArguments.Length: 1 } generic when IsCollection(generic.OriginalDefinition) => generic.TypeArguments[0],
        _ => null,
    };

    private static bool IsCollection(INamedTypeSymbol type) => type.MetadataName switch
    {
        "List`1" or "HashSet`1" => type.ContainingNamespace.ToDisplayString() == "System.Collections.Generic",
        "ArraySegment`1" => type.ContainingNamespace.ToDisplayString() == "System",
        _ => false,
    };

    private static bool IsNotSerialized(IFieldSymbol field) =>
        field.GetAttributes().Any(static one => one.AttributeClass is { Name: "NonSerializedAttribute", ContainingNamespace.Name: "System" });

    private static string SimpleName(ITypeSymbol type) => type.Name.Length > 0 ? type.Name : type.ToDisplayString();
}
