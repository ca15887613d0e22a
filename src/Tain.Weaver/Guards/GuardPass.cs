using Mono.Cecil;
using Mono.Cecil.Cil;
using Tain.Weaver.Diagnostics;
using Tain.Weaver.Weaving;

namespace Tain.Weaver.Guards;

// Before: [Server] int Damage(int amount) { … }             [ClientCallback] void Update() { … }
// After:  int Damage(int amount)                            void Update()
//         {                                                 {
//             if (!IsServerActive("Game.Player.Damage"))        if (!IsClientActive(null))
//                 return default;                                   return;
//             …                                                 …
//         }                                                 }
/// <summary>
/// Puts a test of the world's server or client in front of methods of components that carry [Server], [Client] or their silent forms. Mirror asks the
/// process, so it can guard any method; here a method without a world has nobody to ask.
/// </summary>
internal sealed class GuardPass(WeavingContext context)
{
    private static readonly (string Attribute, string Name, string Test, bool Warns)[] Guards =
    [
        ("Tain.ServerAttribute", "Server", "IsServerActive", true),
        ("Tain.ServerCallbackAttribute", "ServerCallback", "IsServerActive", false),
        ("Tain.ClientAttribute", "Client", "IsClientActive", true),
        ("Tain.ClientCallbackAttribute", "ClientCallback", "IsClientActive", false),
    ];

    public void Run()
    {
        if (context.Tain.NetworkBehaviour == null) return;
        foreach (TypeDefinition type in context.UserTypes)
        {
            foreach (MethodDefinition method in type.Methods)
            {
                foreach ((string attribute, string name, string test, bool warns) in Guards)
                {
                    if (method.Attribute(attribute) != null && Check(method, name)) Emit(method, test, warns);
                }
            }
        }
    }

    private bool Check(MethodDefinition method, string attribute)
    {
        string subject = $"[{attribute}] '{DisplayNames.Of(method)}'";
        WeaverDescriptor? refusal =
            method.IsStatic || !context.IsComponent(method.DeclaringType) ? Descriptors.GuardOutsideComponent
            : method.IsAbstract ? Descriptors.GuardAbstract
            : method.ReturnType.IsByReference ? Descriptors.GuardReturnsReference
            : null;
        if (refusal == null) return true;
        context.Diagnostics.Report(refusal, context.Sources.Of(method), subject);
        return false;
    }

    private void Emit(MethodDefinition method, string test, bool warns)
    {
        // Other components have no such method of their own: the engine floor knows no network.
        TypeDefinition owner = context.IsNetworkBehaviour(method.DeclaringType) ? context.Tain.NetworkBehaviour! : context.Tain.NetworkGuard;
        MethodReference isActive = context.Import(TainLibrary.Method(owner, test));
        MethodBody body = method.Body;
        Instruction first = body.Instructions[0];
        ILProcessor il = body.GetILProcessor();
        void Add(Instruction instruction) => il.InsertBefore(first, instruction);

        Add(il.Create(OpCodes.Ldarg_0));
        Add(warns ? il.Create(OpCodes.Ldstr, DisplayNames.Of(method)) : il.Create(OpCodes.Ldnull));
        Add(il.Create(OpCodes.Call, isActive));
        Add(il.Create(OpCodes.Brtrue, first));
        foreach (ParameterDefinition parameter in method.Parameters)
        {
            if (!parameter.IsOut || parameter.ParameterType is not ByReferenceType reference) continue;
            Add(il.Create(OpCodes.Ldarg, parameter));
            Add(il.Create(OpCodes.Initobj, reference.ElementType));
        }
        foreach (Instruction instruction in new GuardResult(context, method).Create(il)) Add(instruction);
        Add(il.Create(OpCodes.Ret));
    }
}
