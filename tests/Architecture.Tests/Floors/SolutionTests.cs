using System.Text.Json;
using System.Xml.Linq;
using Architecture.Kit;

namespace Architecture.Floors;

public class SolutionTests
{
    [Fact]
    public void EveryProjectIsBuiltAndTestedByTheSolution()
    {
        string[] listed = [.. XDocument.Load(Repository.Absolute("Tain.slnx")).Descendants("Project").Select(project => (string)project.Attribute("Path")!)];
        Rule.Holds(
            Repository.Files(".csproj").Except(listed),
            "A project is not in Tain.slnx, so nobody builds or tests it: add it there.");
        Rule.Holds(listed.Where(path => !File.Exists(Repository.Absolute(path))), "Tain.slnx names a project that is gone: remove it there.");
    }

    [Fact]
    public void WhatUsersAddIsMadeWithoutTheRestOfTheSolution()
    {
        using JsonDocument filter = JsonDocument.Parse(Repository.Read("Packages.slnf"));
        IEnumerable<string?> listed = filter.RootElement.GetProperty("solution").GetProperty("projects").EnumerateArray().Select(project => project.GetString());
        Assert.Equal(House.Projects.Except(House.Programs).Select(project => $"src/{project}/{project}.csproj").Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    // The fixes are tested together with what they fix.
    public void EveryFloorHasTests() => Rule.Holds(
        House.Projects.Where(project => project is not ("Tain" or "Tain.Analyzers.CodeFixes") && !Directory.Exists(Repository.Absolute($"tests/{project}.Tests"))),
        "A project under src has no test project: add tests/<name>.Tests with the same folders.");
}
