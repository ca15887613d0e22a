using Architecture.Kit;

namespace Architecture.Sources;

public class SleepTests
{
    [Fact]
    public void TestsDoNotSleep() => Rule.Holds(
        SourceFile.All.Where(file => file.Path.StartsWith("tests/", StringComparison.Ordinal)).SelectMany(Sleeps.Breaches),
        "A test that sleeps is slow on a fast machine and red on a slow one. Wait for the event itself, with a limit, or move a clock that the test owns:");

    [Theory]
    [InlineData("Thread.Sleep(100);", true)]
    [InlineData("await System.Threading.Tasks.Task.Delay(100);", true)]
    [InlineData("var delay = Task.Delay(TimeSpan.FromMinutes(5), clock);", false)]
    [InlineData("var text = \"Task.Delay(100)\";", false)]
    public void ASleepIsFound(string text, bool found) => Assert.Equal(found, Sleeps.Breaches(new SourceFile("tests/A.cs", text)).Any());
}
