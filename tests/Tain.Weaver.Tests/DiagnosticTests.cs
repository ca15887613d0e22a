using System.Text.RegularExpressions;
using Tain.Weaver.Diagnostics;
using Tain.Weaver.Tests.Kit;
using Tain.Weaver.Weaving;

namespace Tain.Weaver.Tests;

/// <summary>
/// Each file in Cases/Refused is compiled and woven; what the weaver says must be the text beside it, with line and column, and the codes stand in the file
/// itself as comments on their lines. To accept new texts, run with the environment variable TAIN_ACCEPT=1 and review the change.
/// </summary>
public sealed partial class DiagnosticTests
{
    private static readonly string Folder = Path.Combine(RepositoryPaths.Cases, "Refused");

    // What no source file can bring about; each has a test of its own below.
    private static readonly string[] WithoutCase = ["TAIN0012", "TAIN0057", "TAIN0080", "TAIN0081"];

    public static TheoryData<string> Cases()
    {
        var cases = new TheoryData<string>();
        foreach (string file in Directory.GetFiles(Folder, "*.cs").Order(StringComparer.Ordinal)) cases.Add(Path.GetFileNameWithoutExtension(file));
        return cases;
    }

    [Theory, MemberData(nameof(Cases))]
    public void The_weaver_says_what_is_wrong_and_where(string name)
    {
        using var woven = new WovenCase();
        string unwoven = Path.Combine(Folder, name, "Unwoven.cs");
        if (File.Exists(unwoven)) woven.AddUnwoven(name + ".Library", unwoven);
        woven.Add(name, Path.Combine(Folder, name + ".cs"));

        string said = string.Concat(woven.Diagnostics.Select(static one => one + "\n"));
        string expectation = Path.Combine(Folder, name + ".expected");
        if (Environment.GetEnvironmentVariable("TAIN_ACCEPT") == "1") File.WriteAllText(expectation, said);
        Assert.Equal(File.ReadAllText(expectation), said);
        Assert.Equal(
            Marks(Path.Combine(Folder, name + ".cs")),
            woven.Diagnostics.Select(static one => (one.Position.Line, one.Descriptor.Code)).Order());
        bool isRefused = woven.Diagnostics.Any(static one => one.Descriptor.Severity == WeaverSeverity.Error);
        Assert.Equal(isRefused ? WeaveResult.Refused : WeaveResult.Woven, woven.Result);
    }

    [Fact]
    public void Every_diagnostic_has_a_case()
    {
        string[] names = Directory.GetFiles(Folder, "*.expected");
        foreach (WeaverDescriptor descriptor in Descriptors.All)
        {
            if (WithoutCase.Contains(descriptor.Code)) continue;
            string? expectation = names.SingleOrDefault(one => Path.GetFileName(one).StartsWith(descriptor.Code, StringComparison.Ordinal));
            Assert.True(expectation != null, $"{descriptor.Code} has no case in Cases/Refused.");
            Assert.Contains(descriptor.Code, File.ReadAllText(expectation));
        }
    }

    [Fact]
    public void Codes_are_unique_and_every_text_has_a_remedy()
    {
        Assert.Equal(Descriptors.All.Count, Descriptors.All.Select(static one => one.Code).Distinct().Count());
        Assert.All(Descriptors.All, static one => Assert.Matches("^TAIN[0-9]{4}$", one.Code));
        Assert.All(Descriptors.All, static one => Assert.NotEmpty(one.Remedy));
    }

    [Fact]
    public void A_missing_reference_is_a_warning_and_weaving_goes_on()
    {
        using var woven = new WovenCase();
        woven.AddSilently(Path.Combine(Path.GetTempPath(), "NoSuchAssembly.dll"));
        woven.Add("Missing", Path.Combine(RepositoryPaths.Cases, "Behaviour", "Serializers.cs"), RepositoryPaths.Support("Expect"));
        Assert.Equal(WeaveResult.Woven, woven.Result);
        Assert.Equal(["TAIN0080"], woven.Diagnostics.Select(static one => one.Descriptor.Code));
    }

    [Fact]
    public void A_library_without_what_the_weaver_calls_is_a_mismatch()
    {
        using var woven = new WovenCase();
        woven.Add("Mismatch", Path.Combine(RepositoryPaths.Project, "Library", "OldFloors.cs"));
        Assert.Equal(["TAIN0081"], woven.Diagnostics.Select(static one => one.Descriptor.Code));
        Assert.Contains("Tain.NetworkBehaviour.", woven.Diagnostics[0].Message);
    }

    [Fact]
    public void Two_calls_of_a_class_with_one_hash_are_refused()
    {
        (string first, string second) = FindCollision();
        using var woven = new WovenCase();
        woven.AddText("Collision", $$"""
            public class Player : NetworkBehaviour
            {
                [Command] void {{first}}() { }
            }

            public class Knight : Player
            {
                [ClientRpc] void {{second}}() { }
            }
            """);
        WeaverDiagnostic only = Assert.Single(woven.Diagnostics);
        Assert.Equal("TAIN0012", only.Descriptor.Code);
        Assert.Equal(8, only.Position.Line);
        Assert.Contains($"Player::{first}()", only.Message);
    }

    [Fact]
    public void A_call_with_the_hash_of_one_in_a_base_of_another_assembly_is_refused()
    {
        (string first, string second) = FindCollision();
        using var woven = new WovenCase();
        woven.AddText("Library", $$"""
            public class Player : NetworkBehaviour
            {
                [Command] public void {{first}}() { }
            }
            """);
        woven.AddText("Game", $$"""
            public class Knight : Player
            {
                [ClientRpc] void {{second}}() { }
            }
            """);
        WeaverDiagnostic only = Assert.Single(woven.Diagnostics);
        Assert.Equal(("TAIN0012", 3), (only.Descriptor.Code, only.Position.Line));
        Assert.Contains($"Player::{first}()", only.Message);
    }

    [Fact]
    public void A_guard_on_a_local_function_is_told_by_its_name()
    {
        using var woven = new WovenCase();
        woven.AddText("Local", """
            public class Player : NetworkBehaviour
            {
                void Update()
                {
                    Shoot();

                    [Server] static void Shoot() { }
                }
            }
            """);
        WeaverDiagnostic only = Assert.Single(woven.Diagnostics);
        Assert.StartsWith("[Server] 'Player.Update.Shoot' must be", only.Message);
        Assert.Equal(7, only.Position.Line);
    }

    [Fact]
    public void A_type_whose_assembly_is_gone_is_refused()
    {
        using var woven = new WovenCase();
        woven.AddUnwoven("Gone", woven.WriteText("Gone.cs", "public struct Lost { public int x; }"));
        woven.HideFromWeaver("Gone");
        woven.AddText("User", "public class Player : NetworkBehaviour { [SyncVar] public Lost lost; }");
        WeaverDiagnostic only = Assert.Single(woven.Diagnostics);
        Assert.Equal("TAIN0057", only.Descriptor.Code);
        Assert.Contains("Reference the assembly 'Gone'", only.Message);
    }

    private static IEnumerable<(int Line, string Code)> Marks(string file) =>
        from line in File.ReadLines(file).Select(static (text, index) => (Text: text, Number: index + 1))
        where Mark().IsMatch(line.Text)
        from Match code in Code().Matches(Mark().Match(line.Text).Value)
        select (line.Number, code.Value);

    [GeneratedRegex("// TAIN[0-9]{4}( TAIN[0-9]{4})*$")]
    private static partial Regex Mark();

    [GeneratedRegex("TAIN[0-9]{4}")]
    private static partial Regex Code();

    // Names until two have one hash: a few hundred, by the birthday rule.
    private static (string First, string Second) FindCollision()
    {
        var names = new Dictionary<ushort, string>();
        for (int i = 0; ; i++)
        {
            string first = $"CmdA{i}";
            names[$"System.Void Player::{first}()".GetStableHashCode16()] = first;
            string second = $"RpcB{i}";
            if (names.TryGetValue($"System.Void Knight::{second}()".GetStableHashCode16(), out string? match)) return (match, second);
        }
    }
}
