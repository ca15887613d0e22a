using Mono.Cecil;
using Mono.Cecil.Cil;
using Tain.Weaver.Diagnostics;
using Tain.Weaver.Weaving;

namespace Tain.Weaver.SyncVars;

// Before: weapon.ammo--;                              Heal(ref health);
// After:  Weapon old = weapon;                        int old = health;
//         weapon.ammo--;                              Heal(ref health);
//         Weapon now = weapon;                        int now = health;
//         weapon = old; Networkweapon = now;          health = old; Networkhealth = now;
// Before: float x = position.x; position.Length();   (reads, and calls of readonly methods)
// After:  the same
/// <summary>
/// Code that takes the address of a SyncVar: to change one member of a struct, to call a method on it, or to pass it by reference. It works on the field
/// itself, as C# means it, and the change is told to the setter afterwards, so it is synchronized too (Mirror loses it). A reference to a networked object
/// is worked on as a copy, because the field alone does not say what it is. An address that is kept is refused. When the code in between throws, what it changed
/// so far stays, as in C#, and is told with the next change.
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
        if (property.IsReference) CopyInAndOut(address, last, property, field, writeBack: use == Use.Write);
        else TellChange(address, last, property, field);
    }

    private void TellChange(Instruction address, Instruction last, SyncVarProperty property, FieldReference field)
    {
        ILProcessor il = method.Body.GetILProcessor();
        VariableDefinition owner = AddVariable(field.DeclaringType);
        VariableDefinition old = AddVariable(field.FieldType);
        VariableDefinition now = AddVariable(field.FieldType);

        // The instruction itself changes in place, because it may be the target of a jump or carry the sequence point.
        address.OpCode = OpCodes.Stloc;
        address.Operand = owner;
        InsertAfter(
            il, address, il.Create(OpCodes.Ldloc, owner), il.Create(OpCodes.Ldfld, field), il.Create(OpCodes.Stloc, old),
            il.Create(OpCodes.Ldloc, owner), il.Create(OpCodes.Ldflda, field));
        InsertAfter(
            il, last, il.Create(OpCodes.Ldloc, owner), il.Create(OpCodes.Ldfld, field), il.Create(OpCodes.Stloc, now),
            il.Create(OpCodes.Ldloc, owner), il.Create(OpCodes.Ldloc, old), il.Create(OpCodes.Stfld, field),
            il.Create(OpCodes.Ldloc, owner), il.Create(OpCodes.Ldloc, now), il.Create(OpCodes.Callvirt, property.SetterOn(field.DeclaringType)));
    }

    private void CopyInAndOut(Instruction address, Instruction last, SyncVarProperty property, FieldReference field, bool writeBack)
    {
        ILProcessor il = method.Body.GetILProcessor();
        VariableDefinition owner = AddVariable(field.DeclaringType);
        VariableDefinition copy = AddVariable(field.FieldType);

        address.OpCode = OpCodes.Stloc;
        address.Operand = owner;
        InsertAfter(
            il, address, il.Create(OpCodes.Ldloc, owner), il.Create(OpCodes.Callvirt, property.GetterOn(field.DeclaringType)),
            il.Create(OpCodes.Stloc, copy), il.Create(OpCodes.Ldloca, copy));
        if (!writeBack) return;
        InsertAfter(
            il, last, il.Create(OpCodes.Ldloc, owner), il.Create(OpCodes.Ldloc, copy),
            il.Create(OpCodes.Callvirt, property.SetterOn(field.DeclaringType)));
    }

    private static void InsertAfter(ILProcessor il, Instruction cursor, params Instruction[] instructions)
    {
        foreach (Instruction instruction in instructions)
        {
            il.InsertAfter(cursor, instruction);
            cursor = instruction;
        }
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
        // A field's address takes the place of its object; one from a local comes on top.
        int slot = _heights.Before(address) + (address.OpCode.Code == Code.Ldloc ? 1 : 0);
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
                case Code.Stloc when !hasTwin && next.Operand is VariableDefinition { VariableType.IsByReference: true } local && !IsDeclared(local):
                    return FollowLocal(next, local, out last);
                default:
                    return Use.Kept;
            }
        }
        return Use.Kept;
    }

    // "clip[1] += 5" and "clip.slots ??= x": the compiler keeps the address in a local of its own, for this one expression.
    private Use FollowLocal(Instruction store, VariableDefinition local, out Instruction last)
    {
        last = store;
        Use use = Use.Read;
        var ends = new HashSet<Instruction>();
        for (Instruction? next = store.Next; next != null; next = next.Next)
        {
            if (ends.Contains(next)) last = next;
            if (next.Operand != local) continue;
            if (next.OpCode.Code != Code.Ldloc) break;
            Use one = FollowToEnd(next, out Instruction end);
            if (one == Use.Kept) return Use.Kept;
            if (one == Use.Write) use = Use.Write;
            ends.Add(end);
        }
        return use;
    }

    private bool IsDeclared(VariableDefinition local) => method.DebugInformation.TryGetName(local, out _);

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
