using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Sources;

/// <summary>
/// A file is named after a type in it, so that a newcomer finds the idea without opening the file. "Batcher.Writing.cs" is a part of Batcher,
/// "SpawnDelegates.cs" the family of SpawnDelegate.
/// </summary>
internal static class FileNames
{
    public static bool IsNamedAfterAType(SourceFile file)
    {
        string name = Path.GetFileName(file.Path).Split('.')[0];
        string[] types =
        [
            .. file.Root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Select(type => type.Identifier.Text),
            .. file.Root.DescendantNodes().OfType<DelegateDeclarationSyntax>().Select(type => type.Identifier.Text),
        ];
        if (name.EndsWith('s') && types.Contains(name[..^1], StringComparer.Ordinal)) return true;
        // A file without types is a program's statements or an assembly's attributes.
        return types.Contains(name, StringComparer.Ordinal) || types.Length == 0 || file.Root.Members.Any(member => member is GlobalStatementSyntax);
    }
}
