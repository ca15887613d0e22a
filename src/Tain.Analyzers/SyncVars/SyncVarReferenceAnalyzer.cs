using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Tain.Analyzers.Rules;
using Tain.Analyzers.Symbols;
using Tain.Weaver.Diagnostics;

namespace Tain.Analyzers.SyncVars;

/// <summary>
/// Finds a reference to a SyncVar (or to a part of a struct SyncVar) that outlives the expression it is taken in: a ref local, a ref return, a pointer, a
/// span. A reference that is only passed to a method is fine; the weaver looks what became of it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SyncVarReferenceAnalyzer : TainAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Rule.Of(Descriptors.SyncVarReferenceKept);

    private protected override void Register(CompilationStartAnalysisContext context, TainSymbols tain)
    {
        if (tain.SyncVar != null) context.RegisterOperationAction(operation => Check(operation, tain), OperationKind.FieldReference);
    }

    private static void Check(OperationAnalysisContext context, TainSymbols tain)
    {
        var access = (IFieldReferenceOperation)context.Operation;
        if (access.Field.IsStatic || !IsKept(access) || !tain.IsSyncVar(access.Field) || IsInOwnConstructor(context, access)) return;
        context.ReportDiagnostic(Rule.At(Descriptors.SyncVarReferenceKept, access.Syntax.GetLocation(), Names.OfMember(access.Field)));
    }

    private static bool IsKept(IOperation access)
    {
        IOperation place = access;
        while (true)
        {
            switch (place.Parent)
            {
                case IFieldReferenceOperation part when part.Instance == place && place.Type is { IsValueType: true }:
                    place = part;
                    continue;
                case IParenthesizedOperation or IConditionalOperation:
                    place = place.Parent;
                    continue;
                case IArgumentOperation { Parameter.RefKind: not RefKind.None } argument:
                    if (Result(argument.Parent) is not { } result) return false;
                    if (!ReturnsReference(argument.Parent!)) return result.IsRefLikeType;
                    place = argument.Parent!;
                    continue;
                case IInvocationOperation call when call.Instance == place && place.Type is { IsValueType: true }:
                    if (!ReturnsReference(call)) return call.Type is { IsRefLikeType: true };
                    place = call;
                    continue;
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: not RefKind.None } }:
                case IReturnOperation when ReturnsByReference(access):
                case ISimpleAssignmentOperation { IsRef: true }:
                case IAddressOfOperation:
                    return true;
                default:
                    return false;
            }
        }
    }

    private static ITypeSymbol? Result(IOperation? call) => call switch
    {
        IInvocationOperation invocation => invocation.TargetMethod.ReturnsVoid ? null : invocation.TargetMethod.ReturnType,
        IObjectCreationOperation creation => creation.Type,
        IPropertyReferenceOperation property => property.Type,
        _ => null,
    };

    private static bool ReturnsReference(IOperation call) => call switch
    {
        IInvocationOperation invocation => invocation.TargetMethod.ReturnsByRef || invocation.TargetMethod.ReturnsByRefReadonly,
        IPropertyReferenceOperation property => property.Property.ReturnsByRef || property.Property.ReturnsByRefReadonly,
        _ => false,
    };

    // The nearest method around it: a lambda, a local function, an accessor, the method itself.
    private static bool ReturnsByReference(IOperation operation)
    {
        for (IOperation? around = operation.Parent; around != null; around = around.Parent)
        {
            if (around is IAnonymousFunctionOperation lambda) return IsByReference(lambda.Symbol);
            if (around is ILocalFunctionOperation local) return IsByReference(local.Symbol);
        }
        return operation.SemanticModel?.GetEnclosingSymbol(operation.Syntax.SpanStart) is IMethodSymbol method && IsByReference(method);
    }

    private static bool IsByReference(IMethodSymbol method) => method.ReturnsByRef || method.ReturnsByRefReadonly;

    // There the weaver leaves the field alone, so that nothing is dirty after 'new'.
    private static bool IsInOwnConstructor(OperationAnalysisContext context, IFieldReferenceOperation access)
    {
        for (IOperation? around = access.Parent; around != null; around = around.Parent)
        {
            if (around is IAnonymousFunctionOperation or ILocalFunctionOperation) return false;
        }
        return context.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
            && constructor.ContainingType.IsOrDerivesFrom(access.Field.ContainingType.OriginalDefinition);
    }
}
