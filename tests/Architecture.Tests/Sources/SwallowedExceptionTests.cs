using Architecture.Kit;

namespace Architecture.Sources;

public class SwallowedExceptionTests
{
    [Fact]
    public void NoExceptionVanishesWithoutAWord() => Rule.Holds(
        SourceFile.All.SelectMany(SwallowedExceptions.Breaches),
        "An empty catch block. Catch only what you expect and say in a comment why nothing needs to be done, or let it through:");

    [Theory]
    [InlineData("try { F(); } catch { }", true)]
    [InlineData("try { F(); } catch (IOException) { }", true)]
    [InlineData("try { F(); } catch (IOException) { /* the peer is gone, which the caller sees by itself */ }", false)]
    [InlineData("try { F(); } catch (IOException e) { Log(e); }", false)]
    public void AnEmptyCatchIsFound(string text, bool found) => Assert.Equal(found, SwallowedExceptions.Breaches(new SourceFile("src/A.cs", text)).Any());
}
