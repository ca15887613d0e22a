using Architecture.Kit;

namespace Architecture.Sources;

public class ForbiddenWordTests
{
    private static readonly string[] Endings = [".cs", ".csproj", ".props", ".targets", ".sh", ".js", ".html", ".css"];

    [Fact]
    public void NothingIsLeftForLater() => Rule.Holds(
        Endings.SelectMany(Repository.Files).SelectMany(path => ForbiddenWords.Breaches(path, Repository.Read(path))),
        "Words that must not stay:");

    [Theory]
    [InlineData("src/A.cs", "// TODO: later", true)]
    [InlineData("src/A.cs", "// a mastodon's todos", false)]
    [InlineData("src/A.cs", "throw new NotImplementedException();", true)]
    [InlineData("tests/A.cs", "[Fact(Skip = \"flaky\")]", true)]
    [InlineData("tests/A.cs", "var path = \"/home/anna/tain\";", true)]
    [InlineData("src/A.cs", "var uri = \"ws://x/home/page\";", false)]
    public void AForbiddenWordIsFound(string path, string text, bool found) => Assert.Equal(found, ForbiddenWords.Breaches(path, text).Any());
}
