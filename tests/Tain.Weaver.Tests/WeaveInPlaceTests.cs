using Tain.Weaver.Diagnostics;
using Tain.Weaver.Tests.Kit;
using Tain.Weaver.Weaving;

namespace Tain.Weaver.Tests;

/// <summary>What a build sees: the assembly replaced in its place, or findings that an editor can jump to and an assembly as it was.</summary>
public sealed class WeaveInPlaceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tain-weave-").FullName;

    private string Source => Path.Combine(_folder, "Game.cs");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_good_assembly_is_replaced_with_its_symbols_and_nothing_is_left_over()
    {
        string path = Compile("public class Player : NetworkBehaviour { [SyncVar] public int health; }");
        long size = new FileInfo(path).Length;
        byte[] symbols = File.ReadAllBytes(Path.ChangeExtension(path, ".pdb"));
        Assert.Empty(Weave(path));
        Assert.True(new FileInfo(path).Length > size, "Woven code is longer.");
        Assert.NotEqual(symbols, File.ReadAllBytes(Path.ChangeExtension(path, ".pdb")));
        Assert.Equal(["Game.cs", "Game.dll", "Game.pdb"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_second_run_leaves_the_assembly_alone()
    {
        string path = Compile("public class Player : NetworkBehaviour { [SyncVar] public int health; }");
        Weave(path);
        byte[] woven = File.ReadAllBytes(path);
        Assert.Empty(Weave(path));
        Assert.Equal(woven, File.ReadAllBytes(path));
    }

    [Fact]
    public void Mistakes_come_with_full_paths_and_the_assembly_stays_as_it_was()
    {
        string path = Compile("""
            public class Player : NetworkBehaviour
            {
                [SyncVar] static int health;
                [Command] static void CmdA() { }
                public SyncList<int> list = new();
            }
            """);
        byte[] before = File.ReadAllBytes(path);
        Assert.Equal(
            [("TAIN0020", new SourcePosition(Source, 3, 26)), ("TAIN0001", new SourcePosition(Source, 4, 27)), ("TAIN0043", new SourcePosition(Source, 5, 26))],
            Weave(path).Select(static one => (one.Descriptor.Code, one.Position)));
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    private string Compile(string source)
    {
        File.WriteAllText(Source, source);
        return CaseCompiler.Compile(_folder, "Game", [Source], CaseCompiler.Platform);
    }

    private IReadOnlyList<WeaverDiagnostic> Weave(string path) => WeaveInPlace.Run(path, CaseCompiler.Platform, [Source]);
}
