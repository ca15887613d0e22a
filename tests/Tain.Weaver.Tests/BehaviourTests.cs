using System.Reflection;
using System.Runtime.ExceptionServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;
using Tain.Weaver.Tests.Kit;

namespace Tain.Weaver.Tests;

/// <summary>Each file in Cases/Behaviour is compiled, woven, checked method by method, and its Case.Run() runs.</summary>
[Trait("Attack", "S-07")]   // Serializers
[Trait("Behaviour", "12.4")]   // RemoteCalls, OtherAssembly, ModernCSharp
[Trait("Behaviour", "12.5")]   // Guards
[Trait("Behaviour", "13.1")]   // SyncVars, StructMembers
[Trait("Behaviour", "13.2")]   // Hooks
[Trait("Behaviour", "13.5")]   // References
public sealed class BehaviourTests
{
    // A case that is meant to be warned about says so in a line of its own.
    private const string Warns = "// Warns: ";

    public static TheoryData<string> Cases()
    {
        var cases = new TheoryData<string>();
        foreach (string file in Directory.GetFiles(Folder, "*.cs").Order()) cases.Add(Path.GetFileNameWithoutExtension(file));
        return cases;
    }

    private static string Folder => Path.Combine(RepositoryPaths.Cases, "Behaviour");

    [Theory, MemberData(nameof(Cases))]
    public void Debug_code_does_what_the_case_expects(string name) => Run(name, OptimizationLevel.Debug, DebugInformationFormat.PortablePdb);

    [Theory, MemberData(nameof(Cases))]
    public void Optimized_code_does_what_the_case_expects(string name) => Run(name, OptimizationLevel.Release, DebugInformationFormat.Embedded);

    private static void Run(string name, OptimizationLevel optimization, DebugInformationFormat symbols)
    {
        using var woven = new WovenCase();
        // A case with a library has it in a folder of its name.
        string library = Path.Combine(Folder, name, "Library.cs");
        string[] own = [Path.Combine(Folder, name + ".cs"), RepositoryPaths.Support("Expect")];
        string shared = RepositoryPaths.Support("Script");
        if (File.Exists(library)) woven.Add(name + ".Library", optimization, symbols, library, shared);
        woven.Add(name, optimization, symbols, File.Exists(library) ? own : [.. own, shared]);
        string announced = File.ReadLines(own[0]).FirstOrDefault(static line => line.StartsWith(Warns, StringComparison.Ordinal))?[Warns.Length..] ?? "";
        Assert.True(
            announced == string.Join(" ", woven.Diagnostics.Select(static one => one.Descriptor.Code)),
            "The weaver said: " + string.Join(Environment.NewLine, woven.Diagnostics));
        woven.VerifyIl();
        MethodInfo run = woven.Load().GetType("Case")!.GetMethod("Run")!;
        try
        {
            run.Invoke(null, null);
        }
        catch (TargetInvocationException thrown)
        {
            ExceptionDispatchInfo.Throw(thrown.InnerException!);
        }
    }
}
