using System.Text.RegularExpressions;
using Architecture.Floors;
using Architecture.Kit;

namespace Architecture.Sources;

/// <summary>What the analyzers of trimming and NativeAOT say about the floors is heard: a game that publishes so gets no warning that we saw and hid.</summary>
public partial class TrimmingTests
{
    private static readonly string[] s_written =
    [
        .. new[] { ".cs", ".csproj", ".props", ".targets" }.SelectMany(Repository.Files)
            .Where(static path => path.StartsWith("src/", StringComparison.Ordinal) && !House.BuildTools.Any(tool => path.StartsWith($"src/{tool}/", StringComparison.Ordinal))),
    ];

    [Fact]
    public void NoWarningOfTrimmingIsHidden() => Rule.Holds(
        s_written.Where(static path => Hiding().IsMatch(Repository.Read(path))),
        "A warning of trimming or NativeAOT is silenced. What it tells will break a published game: write it without reflection, or let the caller say what it needs (DynamicallyAccessedMembers).");

    [Fact]
    public void EveryFloorIsMarkedAsCompatible() => Rule.Holds(
        s_written.Where(static path => path.EndsWith(".csproj", StringComparison.Ordinal) && path != "src/Tain/Tain.csproj")
            .Where(static path => !House.Programs.Any(program => path == $"src/{program}/{program}.csproj"))
            .Where(static path => !Marking().IsMatch(Repository.Read(path))),
        "A floor is not compiled with the analyzers of trimming and NativeAOT: say IsCoreFloor or IsAotCompatible in its project.");

    [Theory]
    [InlineData("[UnconditionalSuppressMessage(\"Trimming\", \"IL2026\")]", true)]
    [InlineData("#pragma warning disable IL3050", true)]
    [InlineData("<NoWarn>$(NoWarn);IL2070</NoWarn>", true)]
    [InlineData("<NoWarn>$(NoWarn);NU5128</NoWarn>", false)]
    [InlineData("const int IL2000 = 1;", false)]
    public void AHiddenWarningIsFound(string text, bool found) => Assert.Equal(found, Hiding().IsMatch(text));

    [GeneratedRegex(@"UnconditionalSuppressMessage|#pragma\s+warning\s+disable[^\n]*\bIL[23]\d{3}|<NoWarn>[^<]*\bIL[23]\d{3}|SuppressTrimAnalysisWarnings|SuppressAotAnalysisWarnings")]
    private static partial Regex Hiding();

    [GeneratedRegex("<(IsCoreFloor|IsAotCompatible)>true<")]
    private static partial Regex Marking();
}
