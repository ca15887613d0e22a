using Architecture.Kit;

namespace Architecture.Docs;

public class ExampleTests
{
    // The line above an example says where it is compiled: <!-- compiled: tests/... -->
    [Fact]
    public void ExamplesStandInTheFilesThatTheyName() => Rule.Holds(
        Directory.EnumerateFiles(Repository.Absolute("docs"), "*.md").SelectMany(page => Examples.Breaches(Path.GetFileName(page), File.ReadAllText(page), Repository.Read)),
        "An example of a page is not in the file that it names. Change one of the two:");

    [Theory]
    [InlineData("int a;\nint b;", 0)]
    [InlineData("  int a;\n\n    int b;", 0)]
    [InlineData("int b;\nint a;", 1)]
    [InlineData("int a;", 0)]
    [InlineData("int c;", 1)]
    public void AnExampleThatDiffersIsFound(string example, int breaches)
    {
        string page = $"Words.\n\n<!-- compiled: tests/A.cs -->\n```csharp\n{example}\n```\n\n```csharp\nnot compiled\n```\n";
        Assert.Equal(breaches, Examples.Breaches("page.md", page, path => path == "tests/A.cs" ? "class A\n{\n    int a;\n    int b;\n}\n" : "").Count());
    }
}
