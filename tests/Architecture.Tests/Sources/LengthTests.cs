using Architecture.Kit;

namespace Architecture.Sources;

public class LengthTests
{
    [Fact]
    public void FilesAndMethodsStayShort() => Rule.Holds(
        Ratchet.Load().Breaches(SourceFile.All.SelectMany(Lengths.TooLong)),
        $"Files have at most {Lengths.MaxFileLines} lines and methods {Lengths.MaxMethodLines}:");

    [Fact]
    public void LongFilesAndMethodsAreFound()
    {
        string body = string.Concat(Enumerable.Repeat("        F();\n", 78));
        string longBody = string.Concat(Enumerable.Repeat("        F();\n", 420));
        var file = new SourceFile("a.cs", $"class A\n{{\n    void Just()\n    {{\n{body[..^13]}    }}\n    void Long()\n    {{\n{longBody}    }}\n}}\n");
        Measured[] found = [.. Lengths.TooLong(file)];
        Assert.Equal([new Measured("a.cs", 506), new Measured("a.cs Long", 423)], found);
    }

    [Fact]
    public void TheRatchetOnlyTightens()
    {
        var ratchet = new Ratchet("# words\n600 a.cs\n90 b.cs M\n700 gone.cs\n");
        string[] breaches = [.. ratchet.Breaches([new("a.cs", 600), new("b.cs M", 91), new("c.cs", 501)])];
        Assert.Equal(3, breaches.Length);
        Assert.Contains(breaches, breach => breach.StartsWith("b.cs M: 91", StringComparison.Ordinal));
        Assert.Contains(breaches, breach => breach.StartsWith("c.cs: 501", StringComparison.Ordinal));
        Assert.Contains(breaches, breach => breach.StartsWith("gone.cs", StringComparison.Ordinal));
        Assert.Single(new Ratchet("600 a.cs").Breaches([new("a.cs", 550)]));
    }
}
