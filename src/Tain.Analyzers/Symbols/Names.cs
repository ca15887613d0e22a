using Microsoft.CodeAnalysis;

namespace Tain.Analyzers.Symbols;

/// <summary>Names as the weaver's messages spell them.</summary>
internal static class Names
{
    private static readonly SymbolDisplayFormat Full = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    private static readonly SymbolDisplayFormat WithoutArguments = Full.WithGenericsOptions(SymbolDisplayGenericsOptions.None);

    /// <summary>A type where it is used: "System.Collections.Generic.List&lt;int&gt;".</summary>
    public static string Of(ITypeSymbol type) => type is INamedTypeSymbol { IsTupleType: true } tuple
        ? "(" + string.Join(", ", tuple.TupleElements.Select(static one => Of(one.Type))) + ")"
        : type.ToDisplayString(Full);

    /// <summary>A type where it is declared: "Crate" for Crate&lt;T&gt;.</summary>
    public static string OfDeclared(ITypeSymbol type) => type.ToDisplayString(WithoutArguments);

    public static string OfMember(ISymbol member)
    {
        ISymbol written = member is IFieldSymbol { AssociatedSymbol: { } property } ? property : member;
        return $"{OfDeclared(member.ContainingType)}.{written.MetadataName}";
    }
}
