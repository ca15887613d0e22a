using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Tain.Analyzers.Rules;
using Tain.Analyzers.Sending;
using Tain.Analyzers.Symbols;
using Tain.Weaver.Diagnostics;

namespace Tain.Analyzers.SyncObjects;

/// <summary>Checks the sync collections of a class: where they stand, that they are readonly, what they hold, how many there are.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SyncObjectAnalyzer : TainAnalyzer
{
    private const int MaxSyncObjects = 64;

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Rule.Of(
    [
        Descriptors.SyncObjectStatic, Descriptors.SyncObjectTooMany, Descriptors.SyncObjectOutsideBehaviour, Descriptors.SyncObjectNotReadOnly,
        Descriptors.SyncObjectGenericElement,
        .. SendableTypes.Findings,
    ]);

    private protected override void Register(CompilationStartAnalysisContext context, TainSymbols tain)
    {
        if (tain.SyncObject != null) context.RegisterSymbolAction(symbol => Check(symbol, tain), SymbolKind.NamedType);
    }

    private static void Check(SymbolAnalysisContext context, TainSymbols tain)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!tain.IsComponent(type)) return;
        List<IFieldSymbol> fields = type.Fields().Where(field => tain.IsSyncObject(field.Type)).ToList();
        if (fields.Count == 0) return;
        if (!tain.IsNetworkBehaviour(type))
        {
            foreach (IFieldSymbol field in fields)
            {
                context.ReportDiagnostic(Rule.At(
                    Descriptors.SyncObjectOutsideBehaviour, field.Place(), Names.OfMember(field), Names.OfDeclared(type)));
            }
            return;
        }
        int total = fields.Count(field => CheckField(context, tain, field)) + CountInBases(type, tain);
        if (total > MaxSyncObjects) context.ReportDiagnostic(Rule.At(Descriptors.SyncObjectTooMany, type.Place(), Names.OfDeclared(type), total));
    }

    private static bool CheckField(SymbolAnalysisContext context, TainSymbols tain, IFieldSymbol field)
    {
        Location? place = field.Place();
        string name = Names.OfMember(field);
        if (field.IsStatic)
        {
            context.ReportDiagnostic(Rule.At(Descriptors.SyncObjectStatic, place, name));
            return false;
        }
        if (field.Type.HasTypeParameter())
        {
            context.ReportDiagnostic(Rule.At(Descriptors.SyncObjectGenericElement, place, name, Names.Of(field.Type)));
            return false;
        }
        if (!field.IsReadOnly) context.ReportDiagnostic(Rule.At(Descriptors.SyncObjectNotReadOnly, place, name));
        for (ITypeSymbol? level = field.Type; level != null; level = level.BaseType)
        {
            if (level is not INamedTypeSymbol { IsGenericType: true } generic || !generic.Name.StartsWith("Sync", StringComparison.Ordinal)) continue;
            if (generic.ContainingNamespace is not { Name: "Tain", ContainingNamespace.IsGlobalNamespace: true }) continue;
            foreach (ITypeSymbol element in generic.TypeArguments) tain.Sendable.Check(element, $"the sync collection '{name}'", place, context.ReportDiagnostic);
            // Its bases hold the same elements.
            break;
        }
        return true;
    }

    private static int CountInBases(INamedTypeSymbol type, TainSymbols tain)
    {
        int count = 0;
        for (INamedTypeSymbol? level = type.BaseType?.OriginalDefinition; level != null; level = level.BaseType?.OriginalDefinition)
            count += level.Fields().Count(field => !field.IsStatic && tain.IsSyncObject(field.Type) && !field.Type.HasTypeParameter());
        return count;
    }
}
