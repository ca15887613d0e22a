using Mono.Cecil;
using Mono.Cecil.Cil;
using Tain.Weaver.Weaving;

namespace Tain.Weaver.Emit;

/// <summary>Makes members that the weaver adds, and marks them as such: generated, and out of sight of completion lists.</summary>
internal static class Generated
{
    public const MethodAttributes Override =
        MethodAttributes.Family | MethodAttributes.Virtual | MethodAttributes.HideBySig | MethodAttributes.ReuseSlot;

    public static MethodDefinition Method(WeavingContext context, TypeDefinition owner, string name, MethodAttributes attributes, TypeReference returnType)
    {
        var method = new MethodDefinition(name, attributes | MethodAttributes.HideBySig, returnType)
        {
            HasThis = (attributes & MethodAttributes.Static) == 0,
        };
        owner.Methods.Add(method);
        method.Body = new MethodBody(method);
        Hide(context, method);
        return method;
    }

    /// <summary>An override of a protected method of a Tain base class.</summary>
    public static MethodDefinition OverrideOf(WeavingContext context, TypeDefinition owner, MethodDefinition target)
    {
        MethodReference imported = context.Import(target);
        // From another assembly "protected internal" is overridden as "protected"; "public" stays.
        MethodAttributes access = target.IsPublic ? MethodAttributes.Public : MethodAttributes.Family;
        MethodAttributes attributes = (Override & ~MethodAttributes.MemberAccessMask) | access;
        MethodDefinition method = Method(context, owner, target.Name, attributes, imported.ReturnType);
        for (int i = 0; i < target.Parameters.Count; i++)
        {
            method.Parameters.Add(new ParameterDefinition(target.Parameters[i].Name, ParameterAttributes.None, imported.Parameters[i].ParameterType));
        }
        return method;
    }

    /// <summary>What 'base.Name(…)' means in the owner, wherever up the line it is declared.</summary>
    public static MethodReference BaseCall(WeavingContext context, TypeDefinition owner, MethodDefinition target) =>
        context.Import(target).On(owner.BaseType);

    public static void Hide(WeavingContext context, ICustomAttributeProvider member)
    {
        member.CustomAttributes.Add(new CustomAttribute(new MethodReference(
            ".ctor", context.Module.TypeSystem.Void, context.CoreType("System.Runtime.CompilerServices", "CompilerGeneratedAttribute"))
        {
            HasThis = true,
        }));
    }

    /// <summary>new TDelegate(object, method), for a delegate type that may be a generic instance.</summary>
    public static MethodReference DelegateConstructor(WeavingContext context, TypeReference delegateType) =>
        new(".ctor", context.Module.TypeSystem.Void, delegateType)
        {
            HasThis = true,
            Parameters =
            {
                new ParameterDefinition(context.Module.TypeSystem.Object),
                new ParameterDefinition(context.Module.TypeSystem.IntPtr),
            },
        };
}
