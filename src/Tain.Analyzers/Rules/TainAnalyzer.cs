using Microsoft.CodeAnalysis.Diagnostics;
using Tain.Analyzers.Symbols;

namespace Tain.Analyzers.Rules;

/// <summary>What all analyzers have in common: concurrent, blind to generated code, and idle in projects that do not use Tain.</summary>
public abstract class TainAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (TainSymbols.Find(start.Compilation) is { } tain) Register(start, tain);
        });
    }

    private protected abstract void Register(CompilationStartAnalysisContext context, TainSymbols tain);
}
