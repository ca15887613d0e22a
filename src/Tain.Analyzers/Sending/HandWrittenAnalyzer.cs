using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Tain.Analyzers.Rules;
using Tain.Analyzers.Symbols;
using Tain.Weaver.Diagnostics;

namespace Tain.Analyzers.Sending;

/// <summary>Warns about extension methods that only write or only read a type, and about those that another one wins over.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HandWrittenAnalyzer : TainAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Rule.Of(Descriptors.TypeHalfWritten, Descriptors.TypeWrittenTwice);

    private protected override void Register(CompilationStartAnalysisContext context, TainSymbols tain) =>
        context.RegisterSymbolAction(symbol => Check(symbol, tain), SymbolKind.Method);

    private static void Check(SymbolAnalysisContext context, TainSymbols tain)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (!method.IsExtensionMethod || method.DeclaredAccessibility == Accessibility.Private || method.ContainingType.ContainingType != null) return;
        if (HandWrittenMethods.TypeWritten(method, tain, out bool isWriter) is not { } type) return;
        IMethodSymbol? chosen = isWriter ? tain.HandWritten.Writer(type) : tain.HandWritten.Reader(type);
        if (chosen != null && !SymbolEqualityComparer.Default.Equals(chosen, method))
        {
            context.ReportDiagnostic(Rule.At(
                Descriptors.TypeWrittenTwice, method.Place(), Names.OfMember(method), Names.OfMember(chosen), isWriter ? "writes" : "reads", Names.Of(type)));
        }
        IMethodSymbol? other = isWriter ? tain.HandWritten.Reader(type) : tain.HandWritten.Writer(type);
        if (other != null) return;
        context.ReportDiagnostic(Rule.At(
            Descriptors.TypeHalfWritten, method.Place(), Names.Of(type), isWriter ? "writes" : "reads", isWriter ? "reads" : "writes"));
    }
}
