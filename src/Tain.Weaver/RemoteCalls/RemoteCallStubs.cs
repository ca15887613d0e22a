using Mono.Cecil;
using Mono.Cecil.Cil;
using Tain.Weaver.Emit;
using Tain.Weaver.Weaving;

namespace Tain.Weaver.RemoteCalls;

// Before: [Command] void CmdFire(Vector3 direction) { … }
// After:  void CmdFire(Vector3 direction)
//         {
//             if (ShouldRunCommandHere()) { UserCode_CmdFire__Vector3(direction); return; }       // a host needs no wire; Commands only
//             NetworkWriter writer = RentRemoteCallWriter();
//             writer.WriteVector3(direction);
//             SendCommandInternal("System.Void Game.Player::CmdFire(UnityEngine.Vector3)", 1234, writer, 0, true);
//             ReturnRemoteCallWriter(writer);
//         }
// A ClientRpc ends in SendRPCInternal(name, hash, writer, channel, includeOwner), a TargetRpc in SendTargetRPCInternal(target, name, hash, writer, channel).
/// <summary>Writes what stays behind under the user's name: a method that sends.</summary>
internal sealed class RemoteCallStubs(WeavingContext context)
{
    private readonly MethodReference _runHere = Import(context, "ShouldRunCommandHere");
    private readonly MethodReference _localSender = Import(context, "get_LocalSender");
    private readonly MethodReference _rent = Import(context, "RentRemoteCallWriter");
    private readonly MethodReference _return = Import(context, "ReturnRemoteCallWriter");
    private readonly MethodReference _sendCommand = Import(context, "SendCommandInternal");
    private readonly MethodReference _sendRpc = Import(context, "SendRPCInternal");
    private readonly MethodReference _sendTargetRpc = Import(context, "SendTargetRPCInternal");

    public void Emit(RemoteCall call)
    {
        var il = new Il(call.Stub);
        if (call.Kind == RemoteCallKind.Command) EmitRunHere(il, call);

        VariableDefinition writer = il.Local(context.Import(context.Tain.NetworkWriter!));
        if (_rent.HasThis) il.This();
        il.Call(_rent).Add(OpCodes.Stloc, writer);
        foreach (RemoteCallParameter parameter in call.Parameters)
        {
            if (parameter.Role == RemoteCallParameterRole.Argument)
                il.Add(OpCodes.Ldloc, writer).Argument(parameter.Definition.Index + 1).Call(parameter.Writer!);
        }
        EmitSend(il, call, writer);
        if (_return.HasThis) il.This();
        il.Add(OpCodes.Ldloc, writer).Call(_return).Return();
    }

    private void EmitRunHere(Il il, RemoteCall call)
    {
        Instruction send = Il.Label();
        il.This().Call(_runHere).Add(OpCodes.Brfalse, send).This();
        foreach (RemoteCallParameter parameter in call.Parameters)
        {
            if (parameter.Role != RemoteCallParameterRole.Sender)
            {
                il.Argument(parameter.Definition.Index + 1);
                continue;
            }
            il.This().Call(_localSender);
            if (parameter.Definition.ParameterType.FullName != _localSender.ReturnType.FullName)
                il.Add(OpCodes.Isinst, parameter.Definition.ParameterType);
        }
        il.Add(call.UserCode.IsVirtual ? OpCodes.Callvirt : OpCodes.Call, call.UserCode.OnSelf()).Return().Mark(send);
    }

    private void EmitSend(Il il, RemoteCall call, VariableDefinition writer)
    {
        il.This();
        if (call.Kind == RemoteCallKind.TargetRpc)
        {
            bool hasTarget = call.Parameters.Count > 0 && call.Parameters[0].Role == RemoteCallParameterRole.Target;
            if (hasTarget) il.Argument(1);
            else il.Add(OpCodes.Ldnull);
        }
        il.Text(call.FullName).Int(call.Hash).Add(OpCodes.Ldloc, writer).Int(call.Attribute.Option("channel", 0));
        switch (call.Kind)
        {
            case RemoteCallKind.Command:
                il.Int(call.Attribute.Option("requiresAuthority", true) ? 1 : 0).Call(_sendCommand);
                break;
            case RemoteCallKind.ClientRpc:
                il.Int(call.Attribute.Option("includeOwner", true) ? 1 : 0).Call(_sendRpc);
                break;
            default:
                il.Call(_sendTargetRpc);
                break;
        }
    }

    private static MethodReference Import(WeavingContext context, string name) =>
        context.Import(TainLibrary.Method(context.Tain.NetworkBehaviour!, name));
}
