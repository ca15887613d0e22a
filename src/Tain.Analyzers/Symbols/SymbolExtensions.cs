using Microsoft.CodeAnalysis;

namespace Tain.Analyzers.Symbols;

/// <summary>Questions about symbols that several rules ask.</summary>
internal static class SymbolExtensions
{
    public static bool IsOrDerivesFrom(this ITypeSymbol? type, INamedTypeSymbol? ancestor)
    {
        if (ancestor == null) return false;
        for (; type != null; type = type.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, ancestor)) return true;
        }
        return false;
    }

    public static AttributeData? Find(this ISymbol symbol, INamedTypeSymbol? attribute)
    {
        if (attribute == null) return null;
        foreach (AttributeData one in symbol.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(one.AttributeClass, attribute)) return one;
        }
        return null;
    }

    /// <summary>Whether a type names a type parameter anywhere, so that it is a different type in each instance.</summary>
    public static bool HasTypeParameter(this ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol => true,
        IArrayTypeSymbol array => array.ElementType.HasTypeParameter(),
        IPointerTypeSymbol pointer => pointer.PointedAtType.HasTypeParameter(),
        INamedTypeSymbol named => named.TypeArguments.Any(static one => one.HasTypeParameter()) || (named.ContainingType?.HasTypeParameter() ?? false),
        _ => false,
    };

    /// <summary>Whether it or a type around it has type parameters.</summary>
    public static bool IsInGeneric(this INamedTypeSymbol type) => type.IsGenericType || (type.ContainingType?.IsInGeneric() ?? false);

    /// <summary>All fields, also those that the compiler makes for properties.</summary>
    public static IEnumerable<IFieldSymbol> Fields(this ITypeSymbol type) => type.GetMembers().OfType<IFieldSymbol>();

    /// <summary>Where the user wrote a symbol: for the field of a property, the property.</summary>
    public static Location? Place(this ISymbol symbol)
    {
        ISymbol written = symbol is IFieldSymbol { AssociatedSymbol: { } property } ? property : symbol;
        return written.Locations.FirstOrDefault(static one => one.IsInSource);
    }

    public static bool IsOf(this ISymbol symbol, Compilation compilation) =>
        SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, compilation.Assembly);
}
