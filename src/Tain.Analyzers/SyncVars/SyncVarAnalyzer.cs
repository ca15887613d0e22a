using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Tain.Analyzers.Rules;
using Tain.Analyzers.Sending;
using Tain.Analyzers.Symbols;
using Tain.Weaver.Diagnostics;

namespace Tain.Analyzers.SyncVars;

/// <summary>Checks the SyncVars of a class: where they stand, their types, their hooks, how many there are.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SyncVarAnalyzer : TainAnalyzer
{
    private const int MaxSyncVars = 64;

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Rule.Of(
    [
        Descriptors.SyncVarStatic, Descriptors.SyncVarGenericType, Descriptors.SyncVarTooMany, Descriptors.SyncVarHookMissing,
        Descriptors.SyncVarHookSignature, Descriptors.SyncVarOutsideBehaviour, Descriptors.SyncVarOnSyncObject, Descriptors.SyncVarReadOnly,
        Descriptors.MemberNameTaken,
        .. SendableTypes.Findings,
    ]);

    private protected override void Register(CompilationStartAnalysisContext context, TainSymbols tain)
    {
        if (tain.SyncVar != null) context.RegisterSymbolAction(symbol => Check(symbol, tain), SymbolKind.NamedType);
    }

    private static void Check(SymbolAnalysisContext context, TainSymbols tain)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        bool isBehaviour = tain.IsNetworkBehaviour(type);
        int count = 0;
        foreach (IFieldSymbol field in type.Fields())
        {
            if (field.Find(tain.SyncVar) is not { } attribute) continue;
            if (!isBehaviour)
            {
                context.ReportDiagnostic(Rule.At(
                    Descriptors.SyncVarOutsideBehaviour, field.Place(), Names.OfMember(field), Names.OfDeclared(type)));
            }
            else if (CheckField(context, tain, field))
            {
                count++;
                SyncVarHookRules.Check(context, tain, field, attribute);
            }
        }
        if (count == 0) return;
        int total = count + CountInBases(type, tain);
        if (total > MaxSyncVars) context.ReportDiagnostic(Rule.At(Descriptors.SyncVarTooMany, type.Place(), Names.OfDeclared(type), total));
        RefuseOwnOverrides(context, type);
    }

    private static bool CheckField(SymbolAnalysisContext context, TainSymbols tain, IFieldSymbol field)
    {
        Location? place = field.Place();
        string name = Names.OfMember(field);
        if (FieldMistake(field, tain) is { } mistake)
        {
            context.ReportDiagnostic(Rule.At(mistake, place, name, Names.Of(field.Type)));
            return false;
        }
        string property = "Network" + field.Name;
        if (field.ContainingType.GetMembers(property).Any(static one => one is IPropertySymbol or IFieldSymbol or IMethodSymbol))
        {
            context.ReportDiagnostic(Rule.At(Descriptors.MemberNameTaken, place, Names.OfDeclared(field.ContainingType), property));
            return false;
        }
        if (!IsReference(field.Type, tain)) tain.Sendable.Check(field.Type, $"SyncVar '{name}'", place, context.ReportDiagnostic);
        return true;
    }

    private static WeaverDescriptor? FieldMistake(IFieldSymbol field, TainSymbols tain) =>
        tain.IsSyncObject(field.Type) ? Descriptors.SyncVarOnSyncObject
        : field.IsReadOnly || field.IsConst ? Descriptors.SyncVarReadOnly
        : field.IsStatic ? Descriptors.SyncVarStatic
        : field.Type.HasTypeParameter() ? Descriptors.SyncVarGenericType
        : null;

    private static bool IsReference(ITypeSymbol type, TainSymbols tain) =>
        SymbolEqualityComparer.Default.Equals(type, tain.GameObject) || SymbolEqualityComparer.Default.Equals(type, tain.NetworkIdentity)
        || tain.IsNetworkBehaviour(type);

    // An instance of a generic base counts nothing, as recorded from Mirror: its bits begin anew.
    private static int CountInBases(INamedTypeSymbol type, TainSymbols tain)
    {
        int count = 0;
        for (INamedTypeSymbol? level = type.BaseType; level is { IsGenericType: false }; level = level.BaseType)
            count += level.Fields().Count(field => !field.IsStatic && !field.IsReadOnly && tain.IsSyncVar(field));
        return count;
    }

    private static void RefuseOwnOverrides(SymbolAnalysisContext context, INamedTypeSymbol type)
    {
        foreach (string name in new[] { "SerializeSyncVars", "DeserializeSyncVars" })
        {
            if (!type.GetMembers(name).Any(static one => one is IMethodSymbol)) continue;
            context.ReportDiagnostic(Rule.At(Descriptors.MemberNameTaken, type.Place(), Names.OfDeclared(type), name));
            return;
        }
    }
}
