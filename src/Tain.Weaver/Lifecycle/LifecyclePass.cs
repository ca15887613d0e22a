using Mono.Cecil;
using Mono.Cecil.Cil;
using Tain.Weaver.Emit;
using Tain.Weaver.Weaving;

namespace Tain.Weaver.Lifecycle;

// Before: class Mover : MonoBehaviour { void Update() { … } }
// After:  protected override LifecycleMethods GetLifecycleMethods() => base.GetLifecycleMethods() | LifecycleMethods.Update;
//         protected override void InvokeLifecycle(LifecycleMethods method)
//         {
//             if (method == LifecycleMethods.Update) { this.Update(); return; }
//             base.InvokeLifecycle(method);
//         }
// 'IEnumerator Start()' becomes StartCoroutine(this.Start()).
/// <summary>Connects the methods that the engine calls by name, private ones included, without reflection.</summary>
internal sealed class LifecyclePass(WeavingContext context)
{
    public void Run()
    {
        if (context.Tain.Component == null) return;
        Dictionary<string, int> names = MethodNames();
        foreach (TypeDefinition type in context.UserTypes)
        {
            if (type.IsInterface || !context.IsComponent(type)) continue;
            List<(MethodDefinition Method, int Flag)> found = Find(type, names);
            if (found.Count > 0) Emit(type, found);
        }
    }

    // The names are the members of the engine's enum, so a new life-cycle method needs no new weaver.
    private Dictionary<string, int> MethodNames()
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (FieldDefinition field in context.Tain.LifecycleMethods.Fields)
        {
            if (field.HasConstant && field.Constant is int flag && flag != 0) names.Add(field.Name, flag);
        }
        return names;
    }

    private static List<(MethodDefinition Method, int Flag)> Find(TypeDefinition type, Dictionary<string, int> names)
    {
        var found = new List<(MethodDefinition, int)>();
        foreach (MethodDefinition method in type.Methods)
        {
            if (method.IsStatic || method.HasParameters || method.HasGenericParameters || !names.TryGetValue(method.Name, out int flag)) continue;
            if (method.ReturnType.FullName == "System.Void" || IsCoroutineStart(method)) found.Add((method, flag));
        }
        return found;
    }

    private static bool IsCoroutineStart(MethodDefinition method) =>
        method.Name == "Start" && method.ReturnType.FullName == "System.Collections.IEnumerator";

    private void Emit(TypeDefinition type, List<(MethodDefinition Method, int Flag)> found)
    {
        MethodDefinition getTarget = TainLibrary.InheritedMethod(context.Tain.MonoBehaviour, "GetLifecycleMethods");
        MethodDefinition invokeTarget = TainLibrary.InheritedMethod(context.Tain.MonoBehaviour, "InvokeLifecycle");

        int flags = 0;
        foreach ((_, int flag) in found) flags |= flag;
        MethodDefinition get = Generated.OverrideOf(context, type, getTarget);
        new Il(get).This().Call(Generated.BaseCall(context, type, getTarget)).Int(flags).Add(OpCodes.Or).Return();

        MethodDefinition invoke = Generated.OverrideOf(context, type, invokeTarget);
        var il = new Il(invoke);
        foreach ((MethodDefinition method, int flag) in found)
        {
            Instruction next = Il.Label();
            il.Argument(1).Int(flag).Add(OpCodes.Bne_Un, next);
            if (IsCoroutineStart(method)) EmitCoroutine(il, method);
            else il.This().CallVirtual(method.OnSelf()).Return();
            il.Mark(next);
        }
        il.This().Argument(1).Call(Generated.BaseCall(context, type, invokeTarget)).Return();
    }

    private void EmitCoroutine(Il il, MethodDefinition method)
    {
        MethodReference start = context.Import(TainLibrary.InheritedMethod(context.Tain.MonoBehaviour, "StartCoroutine", 1));
        il.This().This().CallVirtual(method.OnSelf()).Call(start);
        if (start.ReturnType.FullName != "System.Void") il.Add(OpCodes.Pop);
        il.Return();
    }
}
