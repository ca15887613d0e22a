using Mono.Cecil;
using Mono.Cecil.Cil;
using Tain.Weaver.Diagnostics;
using Tain.Weaver.Weaving;

namespace Tain.Weaver.SyncVars;

// Before: weapon.ammo--;                            Heal(ref health);
// After:  Weapon copy = weapon; copy.ammo--;         int copy = health; Heal(ref copy);
//         Networkweapon = copy;                      Networkhealth = copy;
// Before: float x = position.x; position.Length();   (reads, and calls of readonly methods)
// After:  the same
/// <summary>
/// Code that takes the address of a SyncVar: to change one member of a struct, to call a method on it, or to pass it by reference. It gets the address of
/// a copy, and the copy is assigned afterwards, so such changes are synchronized too (Mirror loses them). An address that is kept is refused.
/// </summary>
internal sealed class SyncVarAddress(WeavingContext context, MethodDefinition method)
{
    private enum Use
    {
        Read,
        Write,
        Kept,
    }

    private readonly StackHeights _heights = new(method);

    public void Rewrite(Instruction address, SyncVarProperty property, FieldReference field)
    {
        Use use = FollowToEnd(address, out Instruction last);
        if (use == Use.Kept)
        {
            context.Diagnostics.Report(
                Descriptors.SyncVarReferenceKept, SourceLocator.Of(method, address), DisplayNames.Of(property.Field));
            return;
        }
        // The field itself is as good as the getter for a read of a plain SyncVar; a reference may have to be looked up.
        if (use == Use.Read && !property.IsReference) return;
        CopyInAndOut(address, last, property, field, writeBack: use == Use.Write);
    }

    private void CopyInAndOut(Instruction address, Instruction last, SyncVarProperty property, FieldReference field, bool writeBack)
    {
        ILProcessor il = method.Body.GetILProcessor();
        VariableDefinition owner = AddVariable(field.DeclaringType);
        VariableDefinition copy = AddVariable(field.FieldType);

        // The instruction itself changes in place, because it may be the target of a jump or carry the sequence point.
        address.OpCode = OpCodes.Dup;
        address.Operand = null;
        Instruction cursor = address;
        InsertAfter(il, ref cursor, il.Create(OpCodes.Stloc, owner));
        InsertAfter(il, ref cursor, property.IsReference
            ? il.Create(OpCodes.Callvirt, property.GetterOn(field.DeclaringType))
            : il.Create(OpCodes.Ldfld, field));
        InsertAfter(il, ref cursor, il.Create(OpCodes.Stloc, copy));
        InsertAfter(il, ref cursor, il.Create(OpCodes.Ldloca, copy));
        if (!writeBack) return;

        cursor = last;
        InsertAfter(il, ref cursor, il.Create(OpCodes.Ldloc, owner));
        InsertAfter(il, ref cursor, il.Create(OpCodes.Ldloc, copy));
        InsertAfter(il, ref cursor, il.Create(OpCodes.Callvirt, property.SetterOn(field.DeclaringType)));
    }

    private static void InsertAfter(ILProcessor il, ref Instruction cursor, Instruction instruction)
    {
        il.InsertAfter(cursor, instruction);
        cursor = instruction;
    }

    private VariableDefinition AddVariable(TypeReference type)
    {
        var variable = new VariableDefinition(type);
        method.Body.Variables.Add(variable);
        method.Body.InitLocals = true;
        return variable;
    }

    /// <summary>Finds the instruction that takes the address (or one derived from it) off the stack for good.</summary>
    private Use FollowToEnd(Instruction address, out Instruction last)
    {
        int slot = _heights.Before(address);
        bool hasTwin = false;
        last = address;
        for (Instruction? next = address.Next; next != null; next = next.Next)
        {
            int before = _heights.Before(next);
            // Code that an earlier rewrite inserted has no height, and is balanced.
            if (before < 0 || before - _heights.Pops(next) >= slot) continue;
            last = next;
            switch (next.OpCode.Code)
            {
                case Code.Dup:
                    hasTwin = true;
                    continue;
                case Code.Ldflda:
                    continue;
                case Code.Ldfld or Code.Ldobj or Code.Pop:
                case >= Code.Ldind_I1 and <= Code.Ldind_Ref:
                    return hasTwin ? Use.Write : Use.Read;
                case Code.Stfld or Code.Stobj or Code.Initobj or Code.Cpobj:
                case >= Code.Stind_Ref and <= Code.Stind_R8:
                case Code.Stind_I:
                    return Use.Write;
                case Code.Call or Code.Callvirt or Code.Newobj:
                    var called = (MethodReference)next.Operand;
                    int argument = slot - (before - _heights.Pops(next)) - 1;
                    if (ReturnsReference(called, next.OpCode.Code))
                    {
                        if (!called.ReturnType.IsByReference) return Use.Kept;
                        slot = before - _heights.Pops(next) + 1;
                        hasTwin = true;
                        continue;
                    }
                    return !hasTwin && ArgumentIsReadOnly(called, argument, next) ? Use.Read : Use.Write;
                default:
                    return Use.Kept;
            }
        }
        return Use.Kept;
    }

    // What comes back may point into the SyncVar: a ref return, or a ref struct such as Span<T>.
    private static bool ReturnsReference(MethodReference called, Code code)
    {
        TypeReference type = code == Code.Newobj ? called.DeclaringType : called.ReturnType;
        if (type.IsByReference) return true;
        return type.IsValueType && type.TryResolve()?.Attribute("System.Runtime.CompilerServices.IsByRefLikeAttribute") != null;
    }

    private static bool ArgumentIsReadOnly(MethodReference called, int argument, Instruction call)
    {
        const string isReadOnly = "System.Runtime.CompilerServices.IsReadOnlyAttribute";
        if (called.Resolve() is not { } definition) return false;
        if (!called.HasThis || call.OpCode.Code == Code.Newobj)
            return argument < definition.Parameters.Count && definition.Parameters[argument].Attribute(isReadOnly) != null;
        if (argument > 0) return definition.Parameters[argument - 1].Attribute(isReadOnly) != null;
        // 'constrained. T callvirt Object.ToString' calls T's own method.
        TypeReference type = call.Previous.OpCode.Code == Code.Constrained ? (TypeReference)call.Previous.Operand : definition.DeclaringType;
        if (type.TryResolve() is not { } structType) return false;
        if (structType.IsEnum || !structType.IsValueType || structType.Attribute(isReadOnly) != null) return true;
        if (structType == definition.DeclaringType) return definition.Attribute(isReadOnly) != null;
        return structType.Methods.FirstOrDefault(own => own.Name == definition.Name && own.Parameters.Count == definition.Parameters.Count)
            is { } target && target.Attribute(isReadOnly) != null;
    }
}
