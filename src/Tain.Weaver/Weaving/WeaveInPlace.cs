using Tain.Weaver.Diagnostics;

namespace Tain.Weaver.Weaving;

/// <summary>Weaves the assembly that a build just compiled, and puts the result where it lies, so that every later step of the build finds it.</summary>
internal static class WeaveInPlace
{
    public static IReadOnlyList<WeaverDiagnostic> Run(string path, IReadOnlyList<string> references, IReadOnlyList<string> sources)
    {
        var weaver = new AssemblyWeaver(references, sources);
        weaver.Weave(path, out WovenImage? image);
        if (image != null) Replace(path, image);
        return weaver.Diagnostics;
    }

    // The assembly last: if the build is broken off in between, the symbols are of no use, but no woven assembly runs with old ones.
    private static void Replace(string path, WovenImage image)
    {
        if (image.Symbols != null) Replace(Path.ChangeExtension(path, ".pdb"), image.Symbols);
        Replace(path, image.Assembly);
    }

    // Never half a file under the final name.
    private static void Replace(string path, byte[] content)
    {
        string temporary = path + ".woven";
        File.WriteAllBytes(temporary, content);
        File.Delete(path);
        File.Move(temporary, path);
    }
}
