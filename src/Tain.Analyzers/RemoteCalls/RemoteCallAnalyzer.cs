using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Tain.Analyzers.Rules;
using Tain.Analyzers.Sending;
using Tain.Analyzers.Symbols;
using Tain.Weaver.Diagnostics;

namespace Tain.Analyzers.RemoteCalls;

/// <summary>Checks methods that are Command, ClientRpc or TargetRpc, in the weaver's order.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RemoteCallAnalyzer : TainAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Rule.Of(
    [
        Descriptors.RemoteCallStatic, Descriptors.RemoteCallCoroutine, Descriptors.RemoteCallReturnsValue, Descriptors.RemoteCallGeneric,
        Descriptors.RemoteCallOutParameter, Descriptors.RemoteCallRefParameter, Descriptors.RemoteCallOptionalParameter,
        Descriptors.CommandConnectionParameter, Descriptors.RpcConnectionParameter, Descriptors.RemoteCallAbstract,
        Descriptors.RemoteCallOutsideBehaviour, Descriptors.RemoteCallAmbiguous,
        .. SendableTypes.Findings,
    ]);

    private protected override void Register(CompilationStartAnalysisContext context, TainSymbols tain) =>
        context.RegisterSymbolAction(symbol => Check(symbol, tain), SymbolKind.Method);

    private static void Check(SymbolAnalysisContext context, TainSymbols tain)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (RemoteCallKinds.Of(method, tain, out bool isAmbiguous) is not { } kind) return;
        string subject = $"{kind} '{Names.OfMember(method)}'";
        Location? place = method.Place();
        if (isAmbiguous)
        {
            context.ReportDiagnostic(Rule.At(Descriptors.RemoteCallAmbiguous, place, subject));
            return;
        }
        if (MethodMistake(method, tain) is { } mistake)
            context.ReportDiagnostic(Rule.At(mistake, place, subject, Names.OfDeclared(method.ContainingType)));
        foreach (IParameterSymbol parameter in method.Parameters) CheckParameter(context, tain, parameter, kind, subject);
    }

    private static WeaverDescriptor? MethodMistake(IMethodSymbol method, TainSymbols tain)
    {
        if (!tain.IsNetworkBehaviour(method.ContainingType)) return Descriptors.RemoteCallOutsideBehaviour;
        if (method.IsStatic) return Descriptors.RemoteCallStatic;
        if (method.ReturnType.SpecialType == SpecialType.System_Collections_IEnumerator) return Descriptors.RemoteCallCoroutine;
        if (!method.ReturnsVoid) return Descriptors.RemoteCallReturnsValue;
        if (method.IsGenericMethod || method.Parameters.Any(static one => one.RefKind == RefKind.None && one.Type.HasTypeParameter())) return Descriptors.RemoteCallGeneric;
        return method.IsAbstract ? Descriptors.RemoteCallAbstract : null;
    }

    private static void CheckParameter(SymbolAnalysisContext context, TainSymbols tain, IParameterSymbol parameter, RemoteCallKind kind, string subject)
    {
        ITypeSymbol type = parameter.Type;
        Location? place = parameter.Place();
        bool isConnection = type.IsOrDerivesFrom(tain.NetworkConnection);
        bool isSender = kind == RemoteCallKind.Command && type.IsOrDerivesFrom(tain.NetworkConnectionToClient);
        bool isTarget = kind == RemoteCallKind.TargetRpc && parameter.Ordinal == 0 && isConnection;
        WeaverDescriptor? mistake =
            parameter.RefKind == RefKind.Out ? Descriptors.RemoteCallOutParameter
            : parameter.RefKind != RefKind.None ? Descriptors.RemoteCallRefParameter
            : isConnection && !isSender && !isTarget
                ? kind == RemoteCallKind.Command ? Descriptors.CommandConnectionParameter : Descriptors.RpcConnectionParameter
            : parameter.IsOptional && !isSender ? Descriptors.RemoteCallOptionalParameter
            : null;
        if (mistake != null)
            context.ReportDiagnostic(Rule.At(mistake, place, subject, parameter.Name));
        else if (!isSender && !isTarget && !type.HasTypeParameter())
            tain.Sendable.Check(type, $"the parameter '{parameter.Name}' of {subject}", place, context.ReportDiagnostic);
    }
}
