using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Tain.Analyzers.Rules;
using Tain.Analyzers.Symbols;
using Tain.Weaver.Diagnostics;

namespace Tain.Analyzers.RemoteCalls;

/// <summary>Finds a remote call that hides one of its base ('new') and calls it: the base's would be sent again.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BaseCallAnalyzer : TainAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Rule.Of(Descriptors.RemoteCallBaseNotVirtual);

    private protected override void Register(CompilationStartAnalysisContext context, TainSymbols tain) =>
        context.RegisterOperationAction(operation => Check(operation, tain), OperationKind.Invocation);

    private static void Check(OperationAnalysisContext context, TainSymbols tain)
    {
        var invocation = (IInvocationOperation)context.Operation;
        if (invocation.Instance?.Syntax is not BaseExpressionSyntax || context.ContainingSymbol is not IMethodSymbol caller) return;
        IMethodSymbol target = invocation.TargetMethod;
        if (target.Name != caller.Name || target.IsVirtual || target.IsOverride || caller.IsVirtual || caller.IsOverride) return;
        if (RemoteCallKinds.Of(caller, tain, out _) is not { } kind || RemoteCallKinds.Of(target, tain, out _) == null) return;
        context.ReportDiagnostic(Rule.At(
            Descriptors.RemoteCallBaseNotVirtual, invocation.Syntax.GetLocation(),
            $"{kind} '{Names.OfMember(caller)}'", target.Name, Names.OfMember(target)));
    }
}
