using Mono.Cecil;
using Mono.Cecil.Cil;
using Tain.Weaver.Emit;
using Tain.Weaver.Weaving;

namespace Tain.Weaver.RemoteCalls;

// Before: class Player : NetworkBehaviour { [Command] void CmdFire() { … } }
// After:  static RemoteCallTable __remoteCalls;
//         protected override RemoteCallTable GetRemoteCallTable() => __remoteCalls ??= new RemoteCallTable(base.GetRemoteCallTable())
//             .Add(RemoteCallKind.Command, "System.Void Player::CmdFire()", 44180, true, InvokeUserCode_CmdFire);
/// <summary>
/// Gives a class its table of remote calls. No registry for the whole process: two games in one process may use one hash for different things, and a
/// generic class gets a table per instance.
/// </summary>
internal sealed class RemoteCallTables(WeavingContext context)
{
    private readonly MethodDefinition _get = TainLibrary.Method(context.Tain.NetworkBehaviour!, "GetRemoteCallTable");
    private readonly MethodReference _constructor = context.Import(ConstructorWithParent(context));
    private readonly MethodReference _add = context.Import(TainLibrary.Method(context.Tain.RemoteCallTable, "Add"));
    private readonly TypeReference _delegate = context.Import(context.Tain.RemoteCallDelegate);

    public void Emit(TypeDefinition type, List<RemoteCall> calls)
    {
        var cache = new FieldDefinition(
            "__remoteCalls", FieldAttributes.Private | FieldAttributes.Static, context.Import(context.Tain.RemoteCallTable));
        Generated.Hide(context, cache);
        type.Fields.Add(cache);

        MethodDefinition method = Generated.OverrideOf(context, type, _get);
        var il = new Il(method);
        Instruction cached = Il.Label();
        il.Add(OpCodes.Ldsfld, cache.OnSelf()).Add(OpCodes.Dup).Add(OpCodes.Brtrue, cached).Add(OpCodes.Pop)
            .This().Call(Generated.BaseCall(context, type, _get)).New(_constructor);
        foreach (RemoteCall call in calls)
        {
            il.Int((int)call.Kind).Text(call.FullName).Int(call.Hash)
                .Int(call.Attribute.Option("requiresAuthority", call.Kind == RemoteCallKind.Command) ? 1 : 0)
                .Add(OpCodes.Ldnull).Add(OpCodes.Ldftn, call.Invoke.OnSelf()).New(Generated.DelegateConstructor(context, _delegate))
                .CallVirtual(_add);
        }
        il.Add(OpCodes.Dup).Add(OpCodes.Stsfld, cache.OnSelf()).Mark(cached).Return();
    }

    private static MethodDefinition ConstructorWithParent(WeavingContext context) =>
        context.Tain.RemoteCallTable.Methods.FirstOrDefault(static method => method.IsConstructor && !method.IsStatic && method.Parameters.Count == 1)
        ?? throw new LibraryMismatchException("The constructor RemoteCallTable(RemoteCallTable) was not found in the referenced Tain assemblies");
}
