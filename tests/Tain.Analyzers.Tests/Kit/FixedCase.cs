using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Tain.Analyzers.CodeFixes;

namespace Tain.Analyzers.Tests.Kit;

/// <summary>Applies fixes to a file one after the other, as a user who takes each that the editor offers.</summary>
internal static class FixedCase
{
    public static ImmutableArray<CodeFixProvider> Fixes { get; } =
    [
        .. typeof(TainFix).Assembly.GetTypes().Where(static one => !one.IsAbstract && typeof(TainFix).IsAssignableFrom(one))
            .Select(static one => (CodeFixProvider)Activator.CreateInstance(one)!),
    ];

    /// <summary>The text when no fix is offered any more, what the menu said each time, and what is left.</summary>
    public static Task<(string Text, List<string> Titles, List<string> Left)> Of(string file) => OfText(File.ReadAllText(file));

    public static async Task<(string Text, List<string> Titles, List<string> Left)> OfText(string text)
    {
        using var workspace = new AdhocWorkspace();
        Project project = workspace.AddProject("Case", LanguageNames.CSharp)
            .WithMetadataReferences(AnalyzedCase.Platform)
            .WithParseOptions(new CSharpParseOptions(LanguageVersion.Preview))
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true))
            .AddDocument("Usings.cs", SourceText.From(File.ReadAllText(Path.Combine(RepositoryPaths.WeaverCases, "Usings.cs")))).Project;
        Document document = project.AddDocument("Case.cs", SourceText.From(text));
        var titles = new List<string>();
        while (true)
        {
            (CodeAction? action, List<string> left) = await Next(document);
            if (action == null) return ((await document.GetTextAsync()).ToString(), titles, left);
            titles.Add(action.Title);
            Assert.True(titles.Count < 100, "The same fix is offered again and again.");
            var operation = (ApplyChangesOperation)(await action.GetOperationsAsync(default)).Single();
            document = operation.ChangedSolution.GetDocument(document.Id)!;
        }
    }

    private static async Task<(CodeAction? Action, List<string> Left)> Next(Document document)
    {
        Compilation compilation = (await document.Project.GetCompilationAsync())!;
        var left = new List<string>();
        foreach (Diagnostic diagnostic in await AnalyzedCase.Of(compilation))
        {
            CodeAction? found = null;
            foreach (CodeFixProvider fix in Fixes.Where(one => one.FixableDiagnosticIds.Contains(diagnostic.Id)))
                await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => found ??= action, default));
            if (found != null) return (found, left);
            left.Add(diagnostic.Id);
        }
        return (null, left);
    }
}
