using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Tain.Analyzers.Rules;
using Tain.Analyzers.Symbols;
using Tain.Weaver.Diagnostics;

namespace Tain.Analyzers.SyncVars;

/// <summary>Finds the method that a SyncVar names as its hook, in its class or a base class, as the weaver does.</summary>
internal static class SyncVarHookRules
{
    public static void Check(SymbolAnalysisContext context, TainSymbols tain, IFieldSymbol field, AttributeData attribute)
    {
        if (attribute.NamedArguments.FirstOrDefault(static one => one.Key == "hook").Value.Value is not string { Length: > 0 } name) return;
        IMethodSymbol? wrongTypes = null;
        foreach (IMethodSymbol method in Candidates(field.ContainingType, name, tain.Compilation))
        {
            if (TakesTwo(method, field.Type)) return;
            wrongTypes ??= method;
        }
        string fieldName = Names.OfMember(field), typeName = Names.Of(field.Type);
        if (wrongTypes != null)
        {
            Location? place = wrongTypes.IsOf(tain.Compilation) ? wrongTypes.Place() : field.Place();
            context.ReportDiagnostic(Rule.About(field.Place(), Descriptors.SyncVarHookSignature, place, fieldName, name, typeName));
            return;
        }
        context.ReportDiagnostic(Rule.WithDetail(
            name, Descriptors.SyncVarHookMissing, field.Place(), fieldName, name, typeName, Names.OfDeclared(field.ContainingType)));
    }

    private static IEnumerable<IMethodSymbol> Candidates(INamedTypeSymbol owner, string name, Compilation compilation)
    {
        for (INamedTypeSymbol? level = owner; level != null; level = level.BaseType)
        {
            foreach (IMethodSymbol method in level.GetMembers(name).OfType<IMethodSymbol>())
            {
                if (method.Parameters.Length == 2 && !method.IsGenericMethod && method.ReturnsVoid && IsReachable(method, compilation)) yield return method;
            }
        }
    }

    // A private hook of a base class of the same project is meant, since its name was written by hand.
    private static bool IsReachable(IMethodSymbol method, Compilation compilation) =>
        method.IsOf(compilation) || method.DeclaredAccessibility is not (Accessibility.Private or Accessibility.Internal or Accessibility.ProtectedAndInternal);

    private static bool TakesTwo(IMethodSymbol method, ITypeSymbol type) => method.Parameters.All(
        parameter => parameter.RefKind == RefKind.None && SymbolEqualityComparer.Default.Equals(parameter.Type, type));
}
