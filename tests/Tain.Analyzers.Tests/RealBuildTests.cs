using Tain.Analyzers.Tests.Kit;

namespace Tain.Analyzers.Tests;

/// <summary>In a real build both the compiler (with the analyzer) and the weaver look at the code, and each mistake is told once.</summary>
public sealed class RealBuildTests
{
    private const string Mistakes = """
        using Tain;

        public struct Vehicle { public int wheels; }

        public static class Serializers
        {
            public static void WriteVehicle(this NetworkWriter writer, Vehicle value) => writer.WriteVarInt(value.wheels);
        }

        public class Player : NetworkBehaviour
        {
            [SyncVar] public System.Collections.Generic.Dictionary<string, int> table = new();
            public SyncList<int> items = new();
            [Command] static void CmdFire() { }
        }
        """;

    private const string OnlyWarnings = """
        using Tain;

        public class Player : NetworkBehaviour
        {
            public SyncList<int> items = new();
        #pragma warning disable TAIN0043
            public SyncList<int> meant = new();
        #pragma warning restore TAIN0043
            [Command] void CmdWait(System.TimeSpan duration) { }
        }
        """;

    [Fact]
    public async Task Mistakes_are_told_once_and_the_compiler_stops_at_them()
    {
        using var build = new RealBuild(Mistakes);
        Assert.Equal(["7 TAIN0060 warning", "12 TAIN0053 error", "13 TAIN0043 warning", "14 TAIN0001 error"], await build.Findings());
    }

    [Fact]
    public async Task The_weaver_does_not_repeat_warnings_and_adds_what_source_does_not_show()
    {
        using var build = new RealBuild(OnlyWarnings);
        Assert.Equal(["5 TAIN0043 warning", "9 TAIN0062 warning"], await build.Findings());
    }

    [Fact]
    public async Task Without_analyzers_the_weaver_tells_all()
    {
        using var build = new RealBuild(Mistakes, "<RunAnalyzers>false</RunAnalyzers>");
        Assert.Equal(["7 TAIN0060 warning", "12 TAIN0053 error", "13 TAIN0043 warning", "14 TAIN0001 error"], await build.Findings());
    }

    [Fact]
    public async Task An_error_that_the_project_silences_is_still_refused_by_the_weaver()
    {
        using var build = new RealBuild(Mistakes, "<NoWarn>$(NoWarn);TAIN0001;TAIN0053;TAIN0060</NoWarn>");
        Assert.Equal(["12 TAIN0053 error", "13 TAIN0043 warning", "14 TAIN0001 error"], await build.Findings());
    }
}
