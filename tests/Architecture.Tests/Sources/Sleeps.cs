using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Sources;

/// <summary>Finds waits for the real clock: a sleep, or a delay without a clock of the test's own.</summary>
internal static class Sleeps
{
    public static IEnumerable<string> Breaches(SourceFile file) =>
        from call in file.Root.DescendantNodes().OfType<InvocationExpressionSyntax>()
        let name = call.Expression.ToString()
        where name.EndsWith("Thread.Sleep", StringComparison.Ordinal)
            || (name.EndsWith("Task.Delay", StringComparison.Ordinal) && call.ArgumentList.Arguments.Count == 1)
        select $"{file.Path}:{call.GetLocation().GetLineSpan().StartLinePosition.Line + 1}: {call}";
}
