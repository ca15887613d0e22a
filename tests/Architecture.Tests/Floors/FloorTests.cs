using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using Architecture.Kit;

namespace Architecture.Floors;

public class FloorTests
{
    private static IEnumerable<(string Name, string Path)> Projects =>
        Repository.Files(".csproj").Where(path => path.StartsWith("src/", StringComparison.Ordinal)).Select(path => (Path.GetFileNameWithoutExtension(path), path));

    [Fact]
    public void ArrowsBetweenProjectsGoDownwards() => Rule.Holds(
        from project in Projects
        from reference in References(project.Path)
        where !House.MayReference(project.Name, reference)
        select $"{project.Name} -> {reference}",
        "A project refers to one that is not below it. Move the code to the floor that owns the idea, or declare a narrow port on the lower floor. Is it a new floor? Add it to House.cs.");

    [Fact]
    public void ArrowsBetweenAssembliesGoDownwards() => Rule.Holds(
        from project in Projects
        where !House.BuildTools.Contains(project.Name)
        from reference in AssemblyReferences(project.Name)
        where House.Knows(reference) && !House.MayReference(project.Name, reference)
        select $"{project.Name} -> {reference}",
        "An assembly uses one that is not below it (through a transitive reference). Move the code to the floor that owns the idea.");

    [Fact]
    public void EveryProjectHasItsPlaceInTheHouse() => Rule.Holds(
        Projects.Select(project => project.Name).Where(name => !House.Knows(name)).Concat(House.Projects.Except(Projects.Select(project => project.Name))),
        "A project under src is not in House.cs, or no longer under src: say there what stands below it.");

    [Fact]
    public void WhatABrowserLoadsKnowsNoServer() => Rule.Holds(
        from floor in House.BrowserFloors
        from reference in AssemblyReferences(floor)
        where reference.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || reference.StartsWith("Microsoft.Extensions.Hosting", StringComparison.Ordinal)
        select $"{floor} -> {reference}",
        "A floor that runs in browsers refers to ASP.NET. Put the code into a project of its own, as Tain.Transports.AspNetCore does.");

    [Fact]
    public void CoreFloorsRefuseClocksThreadsAndSockets() => Rule.Holds(
        from project in Projects
        where House.CoreFloors.Contains(project.Name) && !XDocument.Load(Repository.Absolute(project.Path)).Descendants("IsCoreFloor").Any(element => element.Value == "true")
        select project.Name,
        "A core floor must say <IsCoreFloor>true</IsCoreFloor>, so that src/BannedSymbols.txt is enforced in it.");

    [Fact]
    public void TheTableIsReadTransitivelyAndOneWay()
    {
        Assert.True(House.MayReference("Tain.Components", "Tain.Transports"));
        Assert.False(House.MayReference("Tain.Transports", "Tain.Components"));
        Assert.False(House.MayReference("Tain.Messages", "Tain.Engine"));
        Assert.False(House.MayReference("Tain.Messages", "Tain.Messages"));
        Assert.Contains("Tain.Transports", AssemblyReferences("Tain.Messages"));
    }

    private static IEnumerable<string> References(string path) =>
        XDocument.Load(Repository.Absolute(path)).Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!));

    private static string[] AssemblyReferences(string project)
    {
        string path = Repository.Absolute($"src/{project}/bin/{Repository.Configuration}/net10.0/{project}.dll");
        Assert.True(File.Exists(path), $"{path} is missing: build the solution before this test.");
        using var file = new PEReader(File.OpenRead(path));
        MetadataReader metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
