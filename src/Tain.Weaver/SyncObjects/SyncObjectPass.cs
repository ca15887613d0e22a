using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;
using Tain.Weaver.Diagnostics;
using Tain.Weaver.Serializers;
using Tain.Weaver.Weaving;

namespace Tain.Weaver.SyncObjects;

// Before: class Bag : NetworkBehaviour { readonly SyncList<Item> items = new(); }
// After:  Bag() { items = new(); base(); …; InitSyncObject(items); }       and Item has a writer and a reader
/// <summary>
/// Registers the sync collections of a component at the end of its constructors: in field order, base classes first because their constructors end first.
/// That order is their number on the wire.
/// </summary>
internal sealed class SyncObjectPass(WeavingContext context, SerializerCatalog serializers)
{
    private const int MaxSyncObjects = 64; // the bits of the dirty mask

    public void Run()
    {
        if (context.Tain.SyncObject == null || context.Tain.NetworkBehaviour == null) return;
        foreach (TypeDefinition type in context.UserTypes)
        {
            List<FieldDefinition> fields = type.Fields.Where(field => IsSyncObject(field.FieldType)).ToList();
            if (fields.Count == 0) continue;
            if (context.IsNetworkBehaviour(type)) Register(type, fields);
            else if (context.IsComponent(type)) Refuse(type, fields);
        }
    }

    private bool IsSyncObject(TypeReference type) => type.IsOrDerivesFrom(context.Tain.SyncObject!);

    private void Refuse(TypeDefinition type, List<FieldDefinition> fields)
    {
        foreach (FieldDefinition field in fields)
        {
            context.Diagnostics.Report(
                Descriptors.SyncObjectOutsideBehaviour, context.Sources.Of(field), DisplayNames.Of(field), DisplayNames.Of(type));
        }
    }

    private void Register(TypeDefinition type, List<FieldDefinition> fields)
    {
        var registered = new List<FieldDefinition>();
        foreach (FieldDefinition field in fields)
        {
            if (field.IsStatic)
            {
                Report(Descriptors.SyncObjectStatic, field);
                continue;
            }
            // Recorded from Mirror: its weaver passes over SyncList<T> of a generic class, and the wire must agree. The user has to know.
            if (field.FieldType.ContainsGenericParameter)
            {
                Report(Descriptors.SyncObjectGenericElement, field);
                continue;
            }
            if (!field.IsInitOnly) Report(Descriptors.SyncObjectNotReadOnly, field);
            EnsureElements(field);
            registered.Add(field);
        }
        int total = registered.Count + CountInBases(type);
        if (total > MaxSyncObjects)
            context.Diagnostics.Report(Descriptors.SyncObjectTooMany, context.Sources.Of(type), DisplayNames.Of(type), total);
        foreach (MethodDefinition constructor in type.Methods)
        {
            if (constructor is { IsConstructor: true, IsStatic: false } && !CallsThis(constructor)) AddCalls(constructor, registered);
        }
    }

    private void Report(WeaverDescriptor descriptor, FieldDefinition field) =>
        context.Diagnostics.Report(descriptor, context.Sources.Of(field), DisplayNames.Of(field), DisplayNames.Of(field.FieldType));

    private int CountInBases(TypeDefinition type)
    {
        int count = 0;
        for (TypeDefinition? level = type.BaseType.TryResolve(); level != null; level = level.BaseType?.TryResolve())
        {
            foreach (FieldDefinition field in level.Fields)
            {
                if (!field.IsStatic && !field.FieldType.ContainsGenericParameter && IsSyncObject(field.FieldType)) count++;
            }
        }
        return count;
    }

    private void EnsureElements(FieldDefinition field)
    {
        var use = new SerializerUse($"the sync collection '{DisplayNames.Of(field)}'", () => context.Sources.Of(field));
        for (TypeReference? level = field.FieldType; level != null; level = level.TryResolve()?.BaseType)
        {
            if (level is not GenericInstanceType generic) continue;
            foreach (TypeReference argument in generic.GenericArguments)
            {
                if (argument.ContainsGenericParameter) continue;
                if (generic.ElementType.FullName.StartsWith("Tain.Sync", StringComparison.Ordinal)) serializers.Ensure(argument, use);
                else serializers.EnsureIfPossible(argument);
            }
        }
    }

    // ": this(…)" leads to a constructor that registers already.
    private static bool CallsThis(MethodDefinition constructor)
    {
        foreach (Instruction instruction in constructor.Body.Instructions)
        {
            if (instruction.OpCode.Code != Code.Call || instruction.Operand is not MethodReference { Name: ".ctor" } called) continue;
            TypeReference owner = called.DeclaringType.GetElementType();
            if (owner == constructor.DeclaringType) return true;
            if (owner.FullName == constructor.DeclaringType.BaseType.GetElementType().FullName) return false;
        }
        return false;
    }

    private void AddCalls(MethodDefinition constructor, List<FieldDefinition> fields)
    {
        MethodReference init = context.Import(TainLibrary.Method(context.Tain.NetworkBehaviour!, "InitSyncObject", 1));
        MethodBody body = constructor.Body;
        body.SimplifyMacros();
        ILProcessor il = body.GetILProcessor();
        foreach (Instruction end in body.Instructions.Where(static instruction => instruction.OpCode.Code == Code.Ret).ToArray())
        {
            // The return itself becomes the first of the new instructions, because jumps lead to it.
            Instruction cursor = end;
            end.OpCode = OpCodes.Nop;
            foreach (FieldDefinition field in fields)
            {
                foreach (Instruction instruction in new[]
                {
                    il.Create(OpCodes.Ldarg, body.ThisParameter), il.Create(OpCodes.Ldarg, body.ThisParameter),
                    il.Create(OpCodes.Ldfld, field.OnSelf()), il.Create(OpCodes.Call, init),
                })
                {
                    il.InsertAfter(cursor, instruction);
                    cursor = instruction;
                }
            }
            il.InsertAfter(cursor, il.Create(OpCodes.Ret));
        }
        body.OptimizeMacros();
    }
}
