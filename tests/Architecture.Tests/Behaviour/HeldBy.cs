using Architecture.Sources;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Behaviour;

/// <summary>That a test, or a class of tests, holds a heading: it says so by [Trait("Behaviour", number)].</summary>
internal readonly record struct HeldBy(string Heading, string Test)
{
    public static IEnumerable<HeldBy> All() => SourceFile.All.Where(file => file.Path.StartsWith("tests/", StringComparison.Ordinal)).SelectMany(In);

    public static IEnumerable<HeldBy> In(SourceFile file)
    {
        foreach (AttributeSyntax attribute in file.Root.DescendantNodes().OfType<AttributeSyntax>())
        {
            if (attribute.Name.ToString() != "Trait" || attribute.ArgumentList?.Arguments is not [var name, var heading]) continue;
            if (ValueOf(name) == "Behaviour") yield return new HeldBy(ValueOf(heading), NameOf(attribute));
        }
    }

    public override string ToString() => $"{Heading} {Test}";

    private static string ValueOf(AttributeArgumentSyntax argument) => (argument.Expression as LiteralExpressionSyntax)?.Token.ValueText ?? "";

    private static string NameOf(AttributeSyntax attribute) => string.Join('.', attribute.Ancestors().Reverse().Select(node => node switch
    {
        TypeDeclarationSyntax type => type.Identifier.Text,
        MethodDeclarationSyntax method => method.Identifier.Text,
        _ => "",
    }).Where(name => name.Length > 0));
}
