using Mono.Cecil;
using Mono.Cecil.Cil;
using Tain.Weaver.Emit;
using Tain.Weaver.Weaving;

namespace Tain.Weaver.RemoteCalls;

// Before: [Command] void CmdFire(Vector3 direction, NetworkConnectionToClient sender = null) { … }
// After:  static void InvokeUserCode_CmdFire__Vector3__NetworkConnectionToClient(NetworkBehaviour self, NetworkReader reader, NetworkConnectionToClient sender)
//             => ((Player)self).UserCode_CmdFire__Vector3__NetworkConnectionToClient(reader.ReadVector3(), sender);
/// <summary>Writes the method that an arriving call goes to: it reads the arguments and runs the user's body.</summary>
internal sealed class RemoteCallInvokers(WeavingContext context)
{
    private readonly MethodReference _signature = context.Import(TainLibrary.Method(context.Tain.RemoteCallDelegate, "Invoke"));

    public void Emit(RemoteCall call)
    {
        TypeDefinition type = call.Stub.DeclaringType;
        MethodDefinition method = Generated.Method(
            context, type, "Invoke" + call.UserCode.Name, MethodAttributes.Private | MethodAttributes.Static, context.Module.TypeSystem.Void);
        string[] names = ["self", "reader", "sender"];
        for (int i = 0; i < names.Length; i++)
            method.Parameters.Add(new ParameterDefinition(names[i], ParameterAttributes.None, _signature.Parameters[i].ParameterType));

        var il = new Il(method);
        il.Argument(0).Add(OpCodes.Castclass, type.Self());
        foreach (RemoteCallParameter parameter in call.Parameters) EmitArgument(il, parameter);
        il.Add(call.UserCode.IsVirtual ? OpCodes.Callvirt : OpCodes.Call, call.UserCode.OnSelf()).Return();
        call.Invoke = method;
    }

    private void EmitArgument(Il il, RemoteCallParameter parameter)
    {
        switch (parameter.Role)
        {
            case RemoteCallParameterRole.Argument:
                il.Argument(1).Call(parameter.Reader!);
                break;
            case RemoteCallParameterRole.Target:
                il.Add(OpCodes.Ldnull);
                break;
            default:
                il.Argument(2);
                // A game may use a connection class of its own; another one's sender is null, not a crash.
                if (parameter.Definition.ParameterType.FullName != _signature.Parameters[2].ParameterType.FullName)
                    il.Add(OpCodes.Isinst, parameter.Definition.ParameterType);
                break;
        }
    }
}
