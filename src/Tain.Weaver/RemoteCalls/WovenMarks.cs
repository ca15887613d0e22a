using Mono.Cecil;
using Tain.Weaver.Emit;
using Tain.Weaver.Weaving;

namespace Tain.Weaver.RemoteCalls;

// Before: class Player : NetworkBehaviour
// After:  protected override bool Weaved() => true;
/// <summary>Tells the runtime that a class went through the weaver, so that spawning one that did not can fail with a helpful error.</summary>
internal sealed class WovenMarks(WeavingContext context)
{
    public void Run()
    {
        if (context.Tain.NetworkBehaviour is not { } behaviour) return;
        MethodDefinition weaved = TainLibrary.Method(behaviour, "Weaved");
        foreach (TypeDefinition type in context.UserTypes)
        {
            if (!context.IsNetworkBehaviour(type)) continue;
            MethodDefinition method = Generated.OverrideOf(context, type, weaved);
            new Il(method).Int(1).Return();
        }
    }
}
