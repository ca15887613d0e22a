using System.Reflection;
using System.Security.Cryptography;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Tain.Weaver.Tests.Kit;
using Tain.Weaver.Weaving;

namespace Tain.Weaver.Tests;

/// <summary>What holds for woven assemblies as files: they are marked, reproducible, debuggable, and left alone the second time.</summary>
public sealed class WeavingTests
{
    private const BindingFlags AnyMember = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    private static readonly string[] Sources =
        [Path.Combine(RepositoryPaths.Cases, "Behaviour", "RemoteCalls.cs"), RepositoryPaths.Support("Expect"), RepositoryPaths.Support("Script")];

    [Fact]
    public void A_woven_assembly_is_not_woven_again()
    {
        using WovenCase woven = new WovenCase().Add("Once", Sources);
        var weaver = new AssemblyWeaver(CaseCompiler.Platform, []);
        Assert.Equal(WeaveResult.AlreadyWoven, weaver.Weave(woven.AssemblyPath, out WovenImage? image));
        Assert.Null(image);
    }

    [Theory]
    [InlineData(DebugInformationFormat.PortablePdb)]
    [InlineData(DebugInformationFormat.Embedded)]
    public void The_same_input_gives_the_same_bytes(DebugInformationFormat symbols)
    {
        using WovenCase first = new WovenCase().Add("Same", OptimizationLevel.Debug, symbols, Sources);
        var weaver = new AssemblyWeaver(first.References, Sources);
        Assert.Equal(WeaveResult.Woven, weaver.Weave(first.CompiledPath, out WovenImage? image));
        Assert.Equal(Hash(File.ReadAllBytes(first.AssemblyPath)), Hash(image!.Assembly));
        if (symbols == DebugInformationFormat.PortablePdb)
            Assert.Equal(Hash(File.ReadAllBytes(Path.ChangeExtension(first.AssemblyPath, ".pdb"))), Hash(image.Symbols!));
        else
            Assert.Null(image.Symbols);
    }

    [Theory]
    [InlineData(OptimizationLevel.Debug, DebugInformationFormat.PortablePdb)]
    [InlineData(OptimizationLevel.Release, DebugInformationFormat.PortablePdb)]
    [InlineData(OptimizationLevel.Debug, DebugInformationFormat.Embedded)]
    public void A_stack_trace_shows_the_lines_of_the_user(OptimizationLevel optimization, DebugInformationFormat symbols)
    {
        using var woven = new WovenCase();
        woven.Add("Trace", optimization, symbols, woven.WriteText("Trace.cs", """
            public class Player : NetworkBehaviour
            {
                public static Player Make() => Stage.Host().Spawn<Player>();
                [SyncVar] public int health;
                [Command]
                public void CmdFail(int depth)
                {
                    health++;
                    health = int.TryParse("5", out health) ? health + depth : 0;
                    throw new InvalidOperationException("line 10");
                }

                [Server]
                public void Guarded()
                {
                    throw new InvalidOperationException("line 16");
                }

                [ClientRpc]
                public async void RpcAsync(List<string> trace)
                {
                    try
                    {
                        await System.Threading.Tasks.Task.CompletedTask;
                        throw new InvalidOperationException("line 25");
                    }
                    catch (Exception failure)
                    {
                        trace.Add(failure.StackTrace);
                    }
                }
            }
            """), RepositoryPaths.Support("Script"));
        Type player = woven.Load().GetType("Player")!;
        object script = player.GetMethod("Make")!.Invoke(null, null)!;
        Assert.Contains("Trace.cs:line 10", TraceOf(player, "UserCode_CmdFail__Int32", script, 1));
        Assert.Contains("UserCode_CmdFail__Int32", TraceOf(player, "UserCode_CmdFail__Int32", script, 1));
        Assert.Contains("Trace.cs:line 16", TraceOf(player, "Guarded", script));
        var traces = new List<string>();
        player.GetMethod("UserCode_RpcAsync__List_1_String_", AnyMember)!.Invoke(script, [traces]);
        Assert.Contains("Trace.cs:line 25", Assert.Single(traces));
    }

    [Fact]
    public void Locals_and_state_machines_move_with_the_body()
    {
        using var woven = new WovenCase();
        woven.AddText("Moved", """
            public class Player : NetworkBehaviour
            {
                [Command]
                void CmdAdd(int amount)
                {
                    int doubled = amount * 2;
                    Console.WriteLine(doubled);
                }

                [ClientRpc]
                async void RpcWait(int amount)
                {
                    await System.Threading.Tasks.Task.Delay(amount);
                }
            }
            """);
        using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(woven.AssemblyPath, new ReaderParameters { ReadSymbols = true });
        TypeDefinition player = assembly.MainModule.GetType("Player");
        MethodDefinition stub = player.Methods.Single(static one => one.Name == "CmdAdd");
        MethodDefinition body = player.Methods.Single(static one => one.Name == "UserCode_CmdAdd__Int32");
        Assert.Empty(stub.DebugInformation.SequencePoints);
        Assert.NotEmpty(body.DebugInformation.SequencePoints);
        Assert.Equal(["doubled"], LocalsOf(body.DebugInformation.Scope));

        MethodDefinition waiting = player.Methods.Single(static one => one.Name == "UserCode_RpcWait__Int32");
        Assert.Contains(waiting.CustomAttributes, static one => one.AttributeType.Name == "AsyncStateMachineAttribute");
        MethodDefinition moveNext = player.NestedTypes.SelectMany(static one => one.Methods).Single(static one => one.Name == "MoveNext");
        Assert.Equal(waiting, moveNext.DebugInformation.StateMachineKickOffMethod);
    }

    [Fact]
    public void An_assembly_without_scripts_is_only_marked()
    {
        using var woven = new WovenCase();
        woven.AddText("Plain", "public static class Plain { public static int Add(int a, int b) => a + b; }");
        Assembly assembly = woven.Load();
        Assert.Equal(["Plain"], assembly.GetTypes().Where(static one => one.Namespace == null && !one.Name.Contains("Attribute")).Select(static one => one.Name));
        Assert.Contains(assembly.GetCustomAttributes<AssemblyMetadataAttribute>(), static one => one.Key == "Tain.Woven");
    }

    private static string TraceOf(Type type, string method, object script, params object[] arguments)
    {
        MethodInfo target = type.GetMethod(method, AnyMember)!;
        return Assert.Throws<TargetInvocationException>(() => target.Invoke(script, arguments)).InnerException!.StackTrace!;
    }

    private static IEnumerable<string> LocalsOf(ScopeDebugInformation scope) =>
        scope.Variables.Select(static one => one.Name).Concat(scope.Scopes.SelectMany(LocalsOf));

    private static string Hash(byte[] bytes) => Convert.ToHexString(SHA256.HashData(bytes));
}
