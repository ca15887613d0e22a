using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Tain.Analyzers.Rules;

namespace Tain.Analyzers.CodeFixes;

/// <summary>Adds the hook method that a SyncVar names, or gives an existing one the parameters of the SyncVar's type.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class HookFix : TainFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["TAIN0023", "TAIN0024"];

    private protected override Proposal? Propose(SyntaxNode node, Diagnostic diagnostic, SemanticModel model) =>
        diagnostic.Id == "TAIN0023" ? Add(node, diagnostic, model) : Correct(node, diagnostic, model);

    private static Proposal? Add(SyntaxNode node, Diagnostic diagnostic, SemanticModel model)
    {
        if (!diagnostic.Properties.TryGetValue(Rule.Detail, out string? name) || name == null || !SyntaxFacts.IsValidIdentifier(name)) return null;
        MemberDeclarationSyntax? member = node.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        TypeSyntax? type = member switch
        {
            FieldDeclarationSyntax field => field.Declaration.Type,
            PropertyDeclarationSyntax property => property.Type,
            _ => null,
        };
        // A property or event of that name would be in the way.
        if (member == null || type == null || model.LookupSymbols(node.SpanStart, name: name).Any(static one => one is not IMethodSymbol)) return null;
        string indent = Layout.IndentOf(member), line = Layout.NewLineOf(member);
        string method = $"{indent}void {name}({type} oldValue, {type} newValue){line}{indent}{{{line}{indent}}}{line}";
        return new Proposal($"Add the hook '{name}'", Insert(EndOfLine(member), line + method));
    }

    private static Proposal? Correct(SyntaxNode node, Diagnostic diagnostic, SemanticModel model)
    {
        if (node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method || FieldOf(diagnostic, model) is not { } field) return null;
        string type = field.Type.ToMinimalDisplayString(model, method.ParameterList.SpanStart);
        List<TextChange> changes =
        [
            .. method.ParameterList.Parameters.Where(static one => one.Type != null)
                .Select(one => Replace(TextSpan.FromBounds(one.SpanStart, one.Type!.Span.End), type)),
        ];
        return new Proposal($"Change the parameters to {type}", [.. changes]);
    }

    private static IFieldSymbol? FieldOf(Diagnostic diagnostic, SemanticModel model)
    {
        if (diagnostic.AdditionalLocations.FirstOrDefault() is not { SourceTree: { } tree } place || tree != model.SyntaxTree) return null;
        SyntaxNode node = tree.GetRoot().FindNode(place.SourceSpan);
        return model.GetDeclaredSymbol(node) switch
        {
            IFieldSymbol field => field,
            IPropertySymbol property => property.ContainingType.GetMembers().OfType<IFieldSymbol>()
                .FirstOrDefault(one => SymbolEqualityComparer.Default.Equals(one.AssociatedSymbol, property)),
            _ => null,
        };
    }

    // Behind what else stands on the member's last line.
    private static int EndOfLine(MemberDeclarationSyntax member)
    {
        SourceText text = member.SyntaxTree.GetText();
        return text.Lines.GetLineFromPosition(member.Span.End).EndIncludingLineBreak;
    }
}
