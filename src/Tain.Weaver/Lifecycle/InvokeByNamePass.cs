using Mono.Cecil;
using Mono.Cecil.Cil;
using Tain.Weaver.Emit;
using Tain.Weaver.Weaving;

namespace Tain.Weaver.Lifecycle;

// Before: class Bomb : MonoBehaviour { void Explode() { … } }      Invoke(nameof(Explode), 3);
// After:  protected override bool InvokeByName(string name)
//         {
//             if (name == "Explode") { this.Explode(); return true; }
//             return base.InvokeByName(name);
//         }
/// <summary>Connects the methods that Invoke and InvokeRepeating may name: those without parameters that return nothing.</summary>
internal sealed class InvokeByNamePass(WeavingContext context)
{
    public void Run()
    {
        if (context.Tain.Component == null) return;
        MethodDefinition target = TainLibrary.InheritedMethod(context.Tain.MonoBehaviour, "InvokeByName", 1);
        foreach (TypeDefinition type in context.UserTypes)
        {
            if (type.IsInterface || !type.IsOrDerivesFrom(context.Tain.MonoBehaviour)) continue;
            List<MethodDefinition> methods = type.Methods.Where(IsInvokable).ToList();
            if (methods.Count > 0) Emit(type, methods, target);
        }
    }

    private static bool IsInvokable(MethodDefinition method) =>
        !method.IsStatic && !method.HasParameters && !method.HasGenericParameters && !method.IsConstructor && !method.IsSpecialName
        && method.ReturnType.FullName == "System.Void" && !method.IsCompilerGenerated()
        // Explicit implementations and local functions have names that nobody can pass.
        && method.Name.IndexOfAny(['.', '<']) < 0 && method.Name != "Finalize";

    private void Emit(TypeDefinition type, List<MethodDefinition> methods, MethodDefinition target)
    {
        MethodDefinition invoke = Generated.OverrideOf(context, type, target);
        var il = new Il(invoke);
        MethodReference equals = StringEquality();
        foreach (MethodDefinition method in methods)
        {
            Instruction next = Il.Label();
            il.Argument(1).Text(method.Name).Call(equals).Add(OpCodes.Brfalse, next)
                .This().CallVirtual(method.OnSelf()).Int(1).Return().Mark(next);
        }
        il.This().Argument(1).Call(Generated.BaseCall(context, type, target)).Return();
    }

    private MethodReference StringEquality()
    {
        TypeReference text = context.Module.TypeSystem.String;
        return new MethodReference("op_Equality", context.Module.TypeSystem.Boolean, text)
        {
            Parameters = { new ParameterDefinition(text), new ParameterDefinition(text) },
        };
    }
}
