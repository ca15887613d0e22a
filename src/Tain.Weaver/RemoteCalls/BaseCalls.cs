using Mono.Cecil;
using Mono.Cecil.Cil;
using Tain.Weaver.Diagnostics;
using Tain.Weaver.Weaving;

namespace Tain.Weaver.RemoteCalls;

// Before: [Command] public override void CmdFire() { base.CmdFire(); … }
// After:  public override void UserCode_CmdFire() { base.UserCode_CmdFire(); … }
/// <summary>
/// Inside the body of an override, 'base.CmdFire()' means the base's body and not another trip over the network. Elsewhere it still sends.
/// </summary>
internal sealed class BaseCalls(WeavingContext context, List<RemoteCall> calls)
{
    // A lambda that says 'base.X()' goes through a method that the compiler adds to the class, named so.
    private const string LambdaHelperPrefix = "<>n__";

    private readonly Dictionary<MethodDefinition, RemoteCall> _byStub = calls.ToDictionary(static call => call.Stub);

    public void Run()
    {
        foreach (RemoteCall call in calls)
        {
            if (!call.UserCode.IsVirtual)
            {
                RefuseHidden(call);
                continue;
            }
            Rewrite(call.UserCode, call.UserCode.DeclaringType);
            foreach (MethodDefinition method in call.UserCode.DeclaringType.Methods)
            {
                if (method.Name.StartsWith(LambdaHelperPrefix, StringComparison.Ordinal) && method.HasBody) Rewrite(method, method.DeclaringType);
            }
        }
    }

    private void Rewrite(MethodDefinition method, TypeDefinition type)
    {
        foreach (Instruction instruction in method.Body.Instructions)
        {
            if (instruction.OpCode.Code != Code.Call || instruction.Operand is not MethodReference { HasThis: true } target) continue;
            if (target.Resolve() is not { } definition || definition.DeclaringType == type || !type.IsOrDerivesFrom(definition.DeclaringType)) continue;
            if (UserCodeOf(definition) is { } userCode)
                instruction.Operand = target.DeclaringType.IsGenericInstance ? userCode.On(target.DeclaringType) : userCode;
        }
    }

    // A remote call that hides one of the base ('new'): the base's would be sent again from where this one runs.
    private void RefuseHidden(RemoteCall call)
    {
        TypeDefinition type = call.UserCode.DeclaringType;
        foreach (Instruction instruction in call.UserCode.Body.Instructions)
        {
            if (instruction.OpCode.Code != Code.Call || instruction.Operand is not MethodReference { HasThis: true } target || target.Name != call.Stub.Name) continue;
            if (target.Resolve() is not { IsVirtual: false } definition || definition.DeclaringType == type || UserCodeOf(definition) == null) continue;
            context.Diagnostics.Report(
                Descriptors.RemoteCallBaseNotVirtual, SourceLocator.Of(call.UserCode, instruction),
                RemoteCallRules.Describe(call), target.Name, DisplayNames.Of(definition));
        }
    }

    private MethodReference? UserCodeOf(MethodDefinition method)
    {
        if (_byStub.TryGetValue(method, out RemoteCall? call)) return call.UserCode;
        if (method.Module == context.Module || !RemoteCallRules.IsRemoteCall(method)) return null;
        MethodDefinition? userCode = method.DeclaringType.Methods.FirstOrDefault(
            candidate => candidate.Name == UserCodeNames.Of(method) && candidate.Parameters.Count == method.Parameters.Count);
        return userCode == null ? null : context.Import(userCode);
    }
}
