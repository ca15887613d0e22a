using Architecture.Kit;

namespace Architecture.Sources;

public class FileNameTests
{
    // A sample is a story in a few files: its messages may stand together.
    [Fact]
    public void FilesAreNamedAfterATypeInThem() => Rule.Holds(
        SourceFile.Ours.Where(file => !file.Path.StartsWith("samples/", StringComparison.Ordinal) && !FileNames.IsNamedAfterAType(file)).Select(file => file.Path),
        "A file has no type of its name. Rename the file after its main type, or move the type into a file of its own:");

    [Theory]
    [InlineData("src/A/Batcher.cs", "class Batcher<T> { }", true)]
    [InlineData("src/A/Batcher.Writing.cs", "namespace A; partial class Batcher { }", true)]
    [InlineData("src/A/SyncVarHook.cs", "delegate void SyncVarHook<T>(T old, T now);", true)]
    [InlineData("src/A/SpawnDelegates.cs", "delegate void SpawnDelegate(); delegate void UnSpawnDelegate();", true)]
    [InlineData("src/A/Program.cs", "using System; Console.WriteLine(); class Helper { }", true)]
    [InlineData("src/A/Batching.cs", "class Batcher { }", false)]
    [InlineData("src/A/batcher.cs", "class Batcher { }", false)]
    public void AMisnamedFileIsFound(string path, string text, bool expected) => Assert.Equal(expected, FileNames.IsNamedAfterAType(new SourceFile(path, text)));
}
