using Mono.Cecil;
using Mono.Cecil.Cil;
using Tain.Weaver.Diagnostics;
using Tain.Weaver.Emit;
using Tain.Weaver.Weaving;

namespace Tain.Weaver.SyncVars;

// Before: class Base : NetworkBehaviour { [SyncVar] int a; }     class Derived : Base { [SyncVar] int b; }
// After:  bit 0 is a, bit 1 is b
//         public static int __SyncVarEnd() => 1;    (in Base)    public static int __SyncVarEnd() => 2;    (in Derived)
//         With Base in another assembly: bit of b is Base.__SyncVarEnd() + 0.
/// <summary>Numbers the SyncVars through a line of classes, base class first. An instance of a generic base counts nothing, as recorded from Mirror.</summary>
internal sealed class SyncVarNumbering(WeavingContext context)
{
    public const string EndMethod = "__SyncVarEnd";
    private const int MaxSyncVars = 64; // the bits of the dirty mask

    private readonly Dictionary<TypeDefinition, SyncVarClass> _classes = [];

    public SyncVarClass Of(TypeDefinition type)
    {
        if (_classes.TryGetValue(type, out SyncVarClass? known)) return known;
        (int firstBit, MethodReference? foreignEnd) = StartAfter(type);
        var numbered = new SyncVarClass(type, firstBit, foreignEnd);
        _classes.Add(type, numbered);
        return numbered;
    }

    public void CheckLimit(SyncVarClass @class)
    {
        int total = @class.EndBit + ForeignSyncVars(@class.Type).Count();
        if (@class.Fields.Count == 0 || total <= MaxSyncVars) return;
        context.Diagnostics.Report(Descriptors.SyncVarTooMany, context.Sources.Of(@class.Type), DisplayNames.Of(@class.Type), total);
    }

    public void EmitEnd(SyncVarClass @class)
    {
        MethodDefinition method = Generated.Method(
            context, @class.Type, EndMethod, MethodAttributes.Public | MethodAttributes.Static, context.Module.TypeSystem.Int32);
        var il = new Il(method);
        if (@class.ForeignEnd == null) il.Int(@class.EndBit).Return();
        else il.Call(@class.ForeignEnd).Int(@class.EndBit).Add(OpCodes.Add).Return();
    }

    /// <summary>Puts 1UL &lt;&lt; bit on the stack.</summary>
    public static void EmitBit(Il il, SyncVarClass @class, SyncVarField field)
    {
        int bit = @class.FirstBit + field.Index;
        if (@class.ForeignEnd == null)
        {
            il.Long(1UL << bit);
            return;
        }
        il.Int(1).Add(OpCodes.Conv_I8).Call(@class.ForeignEnd).Int(bit).Add(OpCodes.Add).Int(MaxSyncVars - 1).Add(OpCodes.And).Add(OpCodes.Shl);
    }

    private (int FirstBit, MethodReference? ForeignEnd) StartAfter(TypeDefinition type)
    {
        TypeReference @base = type.BaseType;
        if (@base.IsGenericInstance || @base.TryResolve() is not { } definition) return (0, null);
        if (definition.Module == context.Module)
        {
            SyncVarClass numbered = Of(definition);
            return (numbered.EndBit, numbered.ForeignEnd);
        }
        // A woven class always has the method. NetworkBehaviour itself is not woven and has no SyncVars.
        MethodDefinition? end = definition.Methods.FirstOrDefault(static method => method.Name == EndMethod);
        if (end != null) return (0, context.Import(end));
        RefuseUnwoven(type);
        return (0, null);
    }

    private void RefuseUnwoven(TypeDefinition type)
    {
        if (ForeignSyncVars(type).FirstOrDefault() is not { } field) return;
        context.Diagnostics.Report(
            Descriptors.SyncVarNotWoven, context.Sources.Of(type), DisplayNames.Of(field), field.Module.Assembly.Name.Name);
    }

    private static IEnumerable<FieldDefinition> ForeignSyncVars(TypeDefinition type)
    {
        for (TypeReference? level = type.BaseType; level is { IsGenericInstance: false }; level = level.TryResolve()?.BaseType)
        {
            if (level.TryResolve() is not { } definition || definition.Module == type.Module) continue;
            foreach (FieldDefinition field in definition.Fields)
            {
                if (field.Attribute(SyncVarPass.Attribute) != null) yield return field;
            }
        }
    }
}
