using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;
using Tain.Weaver.Weaving;

namespace Tain.Weaver.SyncVars;

// Before: player.health -= 10;                       if (player.target != null) …
// After:  player.Networkhealth = player.health - 10;  if (player.Networktarget != null) …
/// <summary>
/// Turns every assignment of a SyncVar, and every read of a reference SyncVar, into a call of its property: in all code of the assembly, also when the
/// field is declared in another one. Constructors store plainly, so that nothing is dirty after 'new'.
/// </summary>
internal sealed class SyncVarAccess(WeavingContext context, Dictionary<FieldDefinition, SyncVarField> own)
{
    private readonly ForeignSyncVars _foreign = new(context);

    public void Run()
    {
        foreach (TypeDefinition type in context.UserTypes)
        {
            foreach (MethodDefinition method in type.Methods)
            {
                if (method.HasBody) Rewrite(method);
            }
        }
    }

    private void Rewrite(MethodDefinition method)
    {
        bool isChanged = false;
        SyncVarAddress? addresses = null;
        foreach (Instruction instruction in method.Body.Instructions.ToArray())
        {
            if (instruction.Operand is not FieldReference field || instruction.OpCode.OperandType != OperandType.InlineField) continue;
            if (Find(field, method, instruction) is not { } property || IsOwnConstructor(method, property.Field)) continue;
            switch (instruction.OpCode.Code)
            {
                case Code.Stfld:
                    Replace(method, instruction, property.SetterOn(field.DeclaringType));
                    break;
                case Code.Ldfld when property.IsReference:
                    Replace(method, instruction, property.GetterOn(field.DeclaringType));
                    break;
                case Code.Ldflda:
                    if (!isChanged) method.Body.SimplifyMacros();
                    addresses ??= new SyncVarAddress(context, method);
                    addresses.Rewrite(instruction, property, field);
                    break;
                default:
                    continue;
            }
            isChanged = true;
        }
        // Inserted code can push a short jump out of reach; this picks the shortest forms that fit.
        if (addresses != null) method.Body.OptimizeMacros();
    }

    private static void Replace(MethodDefinition method, Instruction instruction, MethodReference accessor)
    {
        // A volatile field has a prefix that a call must not have.
        if (instruction.Previous?.OpCode.Code == Code.Volatile) method.Body.GetILProcessor().Remove(instruction.Previous);
        instruction.OpCode = OpCodes.Callvirt;
        instruction.Operand = accessor;
    }

    private SyncVarProperty? Find(FieldReference field, MethodDefinition method, Instruction access)
    {
        if (field.DeclaringType.Scope != context.Module) return _foreign.Find(field, method, access);
        return field.Resolve() is { } definition && own.TryGetValue(definition, out SyncVarField? syncVar)
            ? new SyncVarProperty(definition, syncVar.Getter, syncVar.Setter, syncVar.IsReference)
            : null;
    }

    private static bool IsOwnConstructor(MethodDefinition method, FieldDefinition field) =>
        method.IsConstructor && !method.IsStatic && method.DeclaringType.IsOrDerivesFrom(field.DeclaringType);
}
