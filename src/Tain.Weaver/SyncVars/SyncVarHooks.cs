using Mono.Cecil;
using Mono.Cecil.Cil;
using Tain.Weaver.Diagnostics;
using Tain.Weaver.Emit;
using Tain.Weaver.Weaving;

namespace Tain.Weaver.SyncVars;

// Before: [SyncVar(hook = nameof(OnHealth))] int health;      void OnHealth(int before, int now) { … }
// After:  static SyncVarHook<int> __hook_health;
//         static SyncVarHook<int> SyncVarHook_health() => __hook_health ??= InvokeHook_health;
//         static void InvokeHook_health(NetworkBehaviour self, int before, int now) => ((Player)self).OnHealth(before, now);
/// <summary>Finds the method that a SyncVar names as its hook, in its class or a base class, and makes one delegate per class that calls it.</summary>
internal sealed class SyncVarHooks(WeavingContext context)
{
    /// <summary>Null when there is no such method; then that has been reported.</summary>
    public MethodDefinition? Create(SyncVarField syncVar, string hookName)
    {
        MethodReference? hook = Find(syncVar.Field, hookName);
        if (hook == null) return null;

        TypeDefinition owner = syncVar.Field.DeclaringType;
        TypeReference valueType = syncVar.Field.FieldType;
        var delegateType = new GenericInstanceType(context.Import(context.Tain.SyncVarHook)) { GenericArguments = { valueType } };
        MethodDefinition invoke = CreateInvoke(owner, syncVar.Field, hook);

        var cache = new FieldDefinition("__hook_" + syncVar.Field.Name, FieldAttributes.Private | FieldAttributes.Static, delegateType);
        Generated.Hide(context, cache);
        owner.Fields.Add(cache);

        MethodDefinition get = Generated.Method(
            context, owner, "SyncVarHook_" + syncVar.Field.Name, MethodAttributes.Private | MethodAttributes.Static, delegateType);
        Instruction cached = Il.Label();
        new Il(get)
            .Add(OpCodes.Ldsfld, cache.OnSelf()).Add(OpCodes.Dup).Add(OpCodes.Brtrue, cached)
            .Add(OpCodes.Pop).Add(OpCodes.Ldnull).Add(OpCodes.Ldftn, invoke.OnSelf()).New(Generated.DelegateConstructor(context, delegateType))
            .Add(OpCodes.Dup).Add(OpCodes.Stsfld, cache.OnSelf())
            .Mark(cached).Return();
        return get;
    }

    public static void EmitDelegate(Il il, SyncVarField syncVar)
    {
        if (syncVar.Hook == null) il.Add(OpCodes.Ldnull);
        else il.Call(syncVar.Hook.OnSelf());
    }

    private MethodDefinition CreateInvoke(TypeDefinition owner, FieldDefinition field, MethodReference hook)
    {
        MethodDefinition invoke = Generated.Method(
            context, owner, "InvokeHook_" + field.Name, MethodAttributes.Private | MethodAttributes.Static, context.Module.TypeSystem.Void);
        invoke.Parameters.Add(new ParameterDefinition("self", ParameterAttributes.None, context.Import(context.Tain.NetworkBehaviour!)));
        invoke.Parameters.Add(new ParameterDefinition("oldValue", ParameterAttributes.None, field.FieldType));
        invoke.Parameters.Add(new ParameterDefinition("newValue", ParameterAttributes.None, field.FieldType));
        var il = new Il(invoke);
        if (hook.HasThis) il.Argument(0).Add(OpCodes.Castclass, owner.Self());
        il.Argument(1).Argument(2);
        if (hook.HasThis) il.CallVirtual(hook).Return();
        else il.Call(hook).Return();
        return invoke;
    }

    private MethodReference? Find(FieldDefinition field, string name)
    {
        TypeDefinition owner = field.DeclaringType;
        MethodDefinition? wrongTypes = null;
        for (TypeReference? level = owner.Self(); level?.TryResolve() is { } definition; level = definition.BaseType)
        {
            foreach (MethodDefinition method in definition.Methods)
            {
                if (method.Name != name || method.Parameters.Count != 2 || method.HasGenericParameters) continue;
                if (!IsReachable(method, owner) || method.ReturnType.FullName != "System.Void") continue;
                if (TakesTwo(method, field.FieldType, level)) return Reference(method, level);
                wrongTypes ??= method;
            }
        }
        string typeName = DisplayNames.Of(field.FieldType);
        if (wrongTypes != null)
        {
            SourcePosition position = wrongTypes.Module == context.Module ? context.Sources.Of(wrongTypes) : context.Sources.Of(field);
            context.Diagnostics.Report(Descriptors.SyncVarHookSignature, position, DisplayNames.Of(field), name, typeName);
        }
        else
        {
            context.Diagnostics.Report(
                Descriptors.SyncVarHookMissing, context.Sources.Of(field), DisplayNames.Of(field), name, typeName, DisplayNames.Of(owner));
        }
        return null;
    }

    // A private hook of a base class is opened to the assembly: the name was written by hand, so it is meant.
    private bool IsReachable(MethodDefinition method, TypeDefinition owner)
    {
        if (method.Module != context.Module) return !(method.IsPrivate || method.IsAssembly || method.IsFamilyAndAssembly);
        if (!method.IsPrivate || method.DeclaringType == owner) return true;
        method.IsAssembly = true;
        return true;
    }

    private MethodReference Reference(MethodDefinition method, TypeReference level)
    {
        MethodReference imported = context.Import(method);
        return level.IsGenericInstance ? imported.On(context.Import(level)) : imported;
    }

    private static bool TakesTwo(MethodDefinition method, TypeReference type, TypeReference level) =>
        Matches(method.Parameters[0].ParameterType, type, level) && Matches(method.Parameters[1].ParameterType, type, level);

    private static bool Matches(TypeReference parameter, TypeReference type, TypeReference level)
    {
        if (parameter is GenericParameter { Type: GenericParameterType.Type } generic && level is GenericInstanceType instance)
            parameter = instance.GenericArguments[generic.Position];
        return parameter.FullName == type.FullName;
    }
}
