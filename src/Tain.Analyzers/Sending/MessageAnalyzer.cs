using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Tain.Analyzers.Rules;
using Tain.Analyzers.Symbols;

namespace Tain.Analyzers.Sending;

/// <summary>Checks what message structs consist of, and that generic ones are not sent without methods that write them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MessageAnalyzer : TainAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Rule.Of(SendableTypes.Findings);

    private protected override void Register(CompilationStartAnalysisContext context, TainSymbols tain)
    {
        if (tain.NetworkMessage == null) return;
        context.RegisterSymbolAction(symbol => CheckDeclaration(symbol, tain), SymbolKind.NamedType);
        context.RegisterOperationAction(operation => CheckUse(operation, tain), OperationKind.Invocation);
    }

    private static void CheckDeclaration(SymbolAnalysisContext context, TainSymbols tain)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind == TypeKind.Struct && !type.IsInGeneric() && tain.IsMessage(type))
            tain.Sendable.Check(type, $"message '{Names.Of(type)}'", type.Place(), context.ReportDiagnostic);
    }

    private static void CheckUse(OperationAnalysisContext context, TainSymbols tain)
    {
        var invocation = (IInvocationOperation)context.Operation;
        if (!invocation.TargetMethod.IsGenericMethod) return;
        foreach (ITypeSymbol argument in invocation.TargetMethod.TypeArguments)
        {
            if (argument is not INamedTypeSymbol message || !message.IsInGeneric() || !tain.IsMessage(message) || message.HasTypeParameter()) continue;
            tain.Sendable.Check(
                message, $"message of '{Names.OfMember(invocation.TargetMethod)}'", invocation.Syntax.GetLocation(), context.ReportDiagnostic);
        }
    }
}
