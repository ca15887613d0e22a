namespace Architecture.Kit;

/// <summary>How a rule speaks when it is broken: everything that breaks it at once, and what to do.</summary>
internal static class Rule
{
    public static void Holds(IEnumerable<string> breaches, string whatToDo)
    {
        string[] found = [.. breaches];
        Assert.True(found.Length == 0, $"{whatToDo}\n  {string.Join("\n  ", found)}");
    }
}
