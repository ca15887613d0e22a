using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Tain.Analyzers.Suppressions;
using Tain.Analyzers.Tests.Kit;

namespace Tain.Analyzers.Tests;

/// <summary>The compiler's warnings about fields that only the weaver uses are taken back, and others stay.</summary>
public sealed class SuppressionTests
{
    [Fact]
    public async Task Unused_fields_are_a_warning_unless_they_are_SyncVars()
    {
        CSharpCompilation compilation = AnalyzedCase.CompileText("Unused", """
            public class Player : NetworkBehaviour
            {
                [SyncVar] int unused;
                [SyncVar] string unassigned;
                [SyncVar] float unread = 3;
                int plain;

                string Read() => unassigned;
            }
            """);
        Assert.Equal(["CS0169", "CS0169", "CS0414", "CS0649"], Warnings(compilation.GetDiagnostics()));
        ImmutableArray<Diagnostic> left = await compilation.WithAnalyzers([new WovenUseSuppressor()]).GetAllDiagnosticsAsync();
        Assert.Equal(["CS0169"], Warnings(left));
        Assert.Contains("'Player.plain'", left.Single(static one => one.Id == "CS0169").GetMessage());
    }

    [Fact]
    public async Task Unused_methods_are_told_unless_something_calls_them_by_name()
    {
        CSharpCompilation compilation = AnalyzedCase.CompileText("Called", """
            public class Player : NetworkBehaviour
            {
                private void Update() { }
                private void Helper() { }
                [Command] private void CmdFire() { }
            }

            public class Plain
            {
                private void Update() { }
            }
            """);
        ImmutableArray<DiagnosticAnalyzer> analyzers = [new UnusedMethods(), new WovenUseSuppressor()];
        ImmutableArray<Diagnostic> left = await compilation.WithAnalyzers(analyzers).GetAllDiagnosticsAsync();
        Assert.Equal(["Plain.Update", "Player.Helper"], left.Where(static one => one.Id == "IDE0051").Select(static one => one.GetMessage()).Order());
    }

    private static IEnumerable<string> Warnings(ImmutableArray<Diagnostic> diagnostics) =>
        diagnostics.Where(static one => one is { Severity: DiagnosticSeverity.Warning, IsSuppressed: false }).Select(static one => one.Id).Order();

    // Stands for the editor's own rule, which is no library.
#pragma warning disable RS1036, RS1038, RS1041, RS2008 // this one is not shipped
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class UnusedMethods : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor Unused = new("IDE0051", "Unused", "{0}", "Style", DiagnosticSeverity.Warning, isEnabledByDefault: true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Unused];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSymbolAction(
                static one => one.ReportDiagnostic(Diagnostic.Create(Unused, one.Symbol.Locations[0], $"{one.Symbol.ContainingType.Name}.{one.Symbol.Name}")),
                SymbolKind.Method);
        }
    }
#pragma warning restore RS1036, RS1038, RS1041, RS2008
}
