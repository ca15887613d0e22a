using Microsoft.CodeAnalysis.CSharp;
using Tain.Analyzers.Tests.Kit;

namespace Tain.Analyzers.Tests;

/// <summary>Half-written code is what an editor shows most of the time: the analyzers must live with it, and not fall over.</summary>
public sealed class TypingTests
{
    [Theory]
    [InlineData("Refused", "Several_mistakes_in_one_build")]
    [InlineData("Refused", "TAIN0027_SyncVarReferenceKept")]
    [InlineData("Refused", "TAIN0053_TypeGeneric")]
    [InlineData("Behaviour", "Guards")]
    [InlineData("Behaviour", "HandWritten")]
    [InlineData("Behaviour", "ModernCSharp")]
    public async Task Code_that_breaks_off_anywhere_is_no_trouble(string folder, string name)
    {
        string text = File.ReadAllText(Path.Combine(RepositoryPaths.WeaverCases, folder, name + ".cs"));
        const int steps = 12;
        for (int step = 1; step < steps; step++)
        {
            CSharpCompilation compilation = AnalyzedCase.CompileUnfinished("Typing", text[..(text.Length * step / steps)]);
            // Fails where an analyzer has thrown.
            await AnalyzedCase.Of(compilation);
        }
    }

    [Fact]
    public async Task Fixes_of_unfinished_code_are_offered_or_not_but_do_not_fail()
    {
        string text = File.ReadAllText(Path.Combine(RepositoryPaths.Project, "Cases", "Fixes", "Hooks.cs"));
        for (int length = text.Length / 4; length < text.Length; length += 40)
            Assert.NotNull((await FixedCase.OfText(text[..length])).Text);
    }
}
