using System.Text.RegularExpressions;

namespace Tain.Analyzers.Tests.Kit;

/// <summary>A project in a temporary folder, built by 'dotnet build' with the analyzer and the weaver as a user's project is.</summary>
internal sealed partial class RealBuild : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tain-build-").FullName;

    public RealBuild(string source, string properties = "")
    {
        string references = string.Concat(new[] { "Transports", "Messages", "Engine", "Objects" }.Select(
            floor => $"<Reference Include=\"{typeof(RealBuild).Assembly.Location.Replace("Tain.Analyzers.Tests.dll", $"Tain.{floor}.dll")}\" />"));
        File.WriteAllText(Path.Combine(_folder, "Game.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TainWeaverAssembly>{BuildTool("Tain.Weaver")}</TainWeaverAssembly>
                <TainWeaverTaskFactory>TaskHostFactory</TainWeaverTaskFactory>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <Analyzer Include="{BuildTool("Tain.Analyzers")}" />
                {references}
              </ItemGroup>
              <Import Project="{Path.Combine(RepositoryPaths.Root, "src", "Tain.Weaver", "build", "Tain.Weaver.targets")}" />
            </Project>
            """);
        File.WriteAllText(Path.Combine(_folder, "Game.cs"), source);
    }

    /// <summary>What the build says about Tain, a line each as "line code severity", in the order of lines; what is said twice stands there twice.</summary>
    public async Task<string[]> Findings()
    {
        (int exitCode, string output) = await Dotnet.Run(_folder, "build", "--nologo", "-v:q", "-clp:NoSummary", "-tl:off", "-nodeReuse:false");
        string[] findings =
        [
            // The build repeats all at its end.
            .. from line in output.Split('\n').TakeWhile(static line => !line.StartsWith("Build ", StringComparison.Ordinal))
               let match = Finding().Match(line)
               where match.Success
               let found = (Line: int.Parse(match.Groups["line"].Value), Code: match.Groups["code"].Value, Severity: match.Groups["severity"].Value)
               orderby found.Line, found.Code
               select $"{found.Line} {found.Code} {found.Severity}",
        ];
        Assert.True(exitCode == 0 || findings.Length > 0, output);
        return findings;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string BuildTool(string project) =>
        Path.Combine(RepositoryPaths.Root, "src", project, "bin", RepositoryPaths.Configuration, "netstandard2.0", project + ".dll");

    [GeneratedRegex(@"Game\.cs\((?<line>[0-9]+),[0-9]+\): (?<severity>error|warning) (?<code>TAIN[0-9]{4}):")]
    private static partial Regex Finding();
}
