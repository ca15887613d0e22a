using Architecture.Kit;

namespace Architecture.Behaviour;

/// <summary>The rules of docs/mirror/behaviour.md: each of its headings is held by a test that names it.</summary>
public class BehaviourTests
{
    private const string NotHeld = "tests/Architecture.Tests/headings-not-held.txt";

    [Fact]
    public void EveryHeadingIsHeldByATest()
    {
        string[] headings = [.. Headings.All()];
        string[] held = [.. HeldBy.All().Select(test => test.Heading).Distinct()];
        string[] excused = [.. Headings.In(Repository.Read(NotHeld))];

        Assert.NotEmpty(headings);
        Rule.Holds(held.Except(headings), "A test holds a heading that docs/mirror/behaviour.md does not have:");
        Rule.Holds(headings.Except(held).Except(excused), $"No test holds this heading. Write one with [Trait(\"Behaviour\", \"...\")]; {NotHeld} lists only what is still to be built.");
        Rule.Holds(excused.Where(heading => held.Contains(heading) || !headings.Contains(heading)), $"This heading is held now, or it is gone: remove its line from {NotHeld}.");
    }

    [Theory]
    [InlineData("## 1. The tick\n### 1.1 Order\n### 1.2 Interval\n## 2. State\n", "1.1 1.2 2")]
    [InlineData("## 13. SyncVars\ntext ## 9. no\n### 13.1 Writing\n", "13.1")]
    public void AHeadingWithSmallerOnesIsHeldThroughThem(string page, string expected) => Assert.Equal(expected.Split(' '), Headings.Smallest(page));

    [Fact]
    public void AClassHoldsAHeadingByAllItsTests()
    {
        const string Text = """
            [Trait("Behaviour", "7.1")]
            public class SpawnTests
            {
                [Fact, Trait("Behaviour", "7.2")] public void Leaves() { }
                [Theory] public void Enters(int a) { }
            }
            """;

        string[] held = [.. HeldBy.In(new Sources.SourceFile("tests/A/SpawnTests.cs", Text)).Select(test => test.ToString())];

        Assert.Equal(["7.1 SpawnTests", "7.2 SpawnTests.Leaves"], held.Order());
    }
}
