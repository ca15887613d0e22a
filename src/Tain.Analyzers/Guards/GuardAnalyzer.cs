using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Tain.Analyzers.Rules;
using Tain.Analyzers.Symbols;
using Tain.Weaver.Diagnostics;

namespace Tain.Analyzers.Guards;

/// <summary>Checks methods that carry [Server], [Client] or their silent forms.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GuardAnalyzer : TainAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        Rule.Of(Descriptors.GuardAbstract, Descriptors.GuardOutsideComponent, Descriptors.GuardReturnsReference);

    private protected override void Register(CompilationStartAnalysisContext context, TainSymbols tain) =>
        context.RegisterSymbolAction(symbol => Check(symbol, tain), SymbolKind.Method);

    private static void Check(SymbolAnalysisContext context, TainSymbols tain)
    {
        var method = (IMethodSymbol)context.Symbol;
        foreach (INamedTypeSymbol? guard in tain.Guards)
        {
            if (guard == null || method.Find(guard) == null) continue;
            WeaverDescriptor? mistake =
                method.IsStatic || !tain.IsComponent(method.ContainingType) ? Descriptors.GuardOutsideComponent
                : method.IsAbstract ? Descriptors.GuardAbstract
                : method.ReturnsByRef || method.ReturnsByRefReadonly ? Descriptors.GuardReturnsReference
                : null;
            string name = guard.Name.Substring(0, guard.Name.Length - "Attribute".Length);
            if (mistake != null) context.ReportDiagnostic(Rule.At(mistake, method.Place(), $"[{name}] '{Names.OfMember(method)}'"));
        }
    }
}
