using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Tain.Analyzers.RemoteCalls;
using Tain.Analyzers.Symbols;

namespace Tain.Analyzers.Suppressions;

/// <summary>
/// Takes back what the compiler and its style rules say about code that only the weaver calls or assigns: that a SyncVar is never assigned or should be
/// readonly, that a private Update or Command is unused or could be static.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WovenUseSuppressor : DiagnosticSuppressor
{
    private static readonly ImmutableDictionary<string, SuppressionDescriptor> OfFields = Describe(
        "Field", "The network reads and assigns a SyncVar", "CS0169", "CS0414", "CS0649", "IDE0044", "IDE0051", "IDE0052", "CA1823");

    private static readonly ImmutableDictionary<string, SuppressionDescriptor> OfMethods = Describe(
        "Method", "The engine or the network calls the method, on an object", "IDE0051", "CA1822");

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [.. OfFields.Values, .. OfMethods.Values];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        if (TainSymbols.Find(context.Compilation) is not { } tain) return;
        foreach (Diagnostic diagnostic in context.ReportedDiagnostics)
        {
            if (Find(context, diagnostic, tain) is { } suppression) context.ReportSuppression(Suppression.Create(suppression, diagnostic));
        }
    }

    private static SuppressionDescriptor? Find(SuppressionAnalysisContext context, Diagnostic diagnostic, TainSymbols tain)
    {
        if (diagnostic.Location.SourceTree is not { } tree) return null;
        SyntaxNode node = tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan);
        return context.GetSemanticModel(tree).GetDeclaredSymbol(node, context.CancellationToken) switch
        {
            IFieldSymbol field when tain.IsSyncVar(field) => OfFields.GetValueOrDefault(diagnostic.Id),
            IMethodSymbol method when IsCalled(method, tain) => OfMethods.GetValueOrDefault(diagnostic.Id),
            _ => null,
        };
    }

    private static bool IsCalled(IMethodSymbol method, TainSymbols tain)
    {
        if (RemoteCallKinds.Of(method, tain, out _) != null) return true;
        // The engine's names are the members of its enum.
        return method.Parameters.IsEmpty && tain.IsComponent(method.ContainingType) && tain.LifecycleMethods?.GetMembers(method.Name).IsEmpty == false;
    }

    private static ImmutableDictionary<string, SuppressionDescriptor> Describe(string kind, string reason, params string[] codes) => codes.ToImmutableDictionary(
        static code => code, code => new SuppressionDescriptor($"TAIN{kind}{code}", code, reason));
}
