using Mono.Cecil;
using Mono.Cecil.Cil;
using Tain.Weaver.Diagnostics;
using Tain.Weaver.Emit;
using Tain.Weaver.Serializers;
using Tain.Weaver.Weaving;

namespace Tain.Weaver.SyncVars;

// Before: [SyncVar] int health;
// After:  protected override void SerializeSyncVars(NetworkWriter writer, bool initialState)
//         {
//             base.SerializeSyncVars(writer, initialState);
//             if (initialState) { writer.WriteVarInt(health); return; }
//             writer.WriteVarULong(syncVarDirtyBits);
//             if ((syncVarDirtyBits & 1UL) != 0) writer.WriteVarInt(health);
//         }
//         protected override void DeserializeSyncVars(NetworkReader reader, bool initialState)
//         {
//             base.DeserializeSyncVars(reader, initialState);
//             if (initialState) { GeneratedSyncVarDeserialize(ref health, reader.ReadVarInt(), 1UL, null); return; }
//             ulong dirtyBits = reader.ReadVarULong();
//             if ((dirtyBits & 1UL) != 0) GeneratedSyncVarDeserialize(ref health, reader.ReadVarInt(), 1UL, null);
//         }
/// <summary>Writes the two overrides of a class that declares SyncVars. A class without any writes nothing at all, not even a mask.</summary>
internal sealed class SyncVarSerialization(WeavingContext context, SerializerCatalog serializers)
{
    private readonly MethodDefinition _serialize = TainLibrary.Method(context.Tain.NetworkBehaviour!, "SerializeSyncVars");
    private readonly MethodDefinition _deserialize = TainLibrary.Method(context.Tain.NetworkBehaviour!, "DeserializeSyncVars");
    private readonly MethodReference _writeReference = context.Import(TainLibrary.Method(context.Tain.NetworkBehaviour!, "WriteSyncVarReference"));
    private readonly MethodReference _set = context.Import(TainLibrary.Method(context.Tain.NetworkBehaviour!, "GeneratedSyncVarDeserialize"));

    private readonly MethodReference _setReference =
        context.Import(TainLibrary.Method(context.Tain.NetworkBehaviour!, "GeneratedSyncVarDeserializeReference"));

    public void Emit(SyncVarClass @class)
    {
        if (@class.Fields.Count == 0) return;
        foreach (MethodDefinition target in new[] { _serialize, _deserialize })
        {
            if (@class.Type.Methods.All(method => method.Name != target.Name)) continue;
            context.Diagnostics.Report(Descriptors.MemberNameTaken, context.Sources.Of(@class.Type), DisplayNames.Of(@class.Type), target.Name);
            return;
        }
        EmitSerialize(@class);
        EmitDeserialize(@class);
    }

    private void EmitSerialize(SyncVarClass @class)
    {
        MethodDefinition method = Generated.OverrideOf(context, @class.Type, _serialize);
        var il = new Il(method);
        Instruction delta = Il.Label();
        il.This().Argument(1).Argument(2).Call(Generated.BaseCall(context, @class.Type, _serialize))
            .Argument(2).Add(OpCodes.Brfalse, delta);
        foreach (SyncVarField field in @class.Fields) EmitWrite(il, field);
        il.Return().Mark(delta).Argument(1);
        EmitDirtyBits(il).Call(Mask(isWriter: true));
        foreach (SyncVarField field in @class.Fields)
        {
            Instruction clean = Il.Label();
            EmitDirtyBits(il);
            SyncVarNumbering.EmitBit(il, @class, field);
            il.Add(OpCodes.And).Add(OpCodes.Brfalse, clean);
            EmitWrite(il, field);
            il.Mark(clean);
        }
        il.Return();
    }

    private void EmitDeserialize(SyncVarClass @class)
    {
        MethodDefinition method = Generated.OverrideOf(context, @class.Type, _deserialize);
        var il = new Il(method);
        VariableDefinition dirtyBits = il.Local(context.Module.TypeSystem.UInt64);
        Instruction delta = Il.Label();
        il.This().Argument(1).Argument(2).Call(Generated.BaseCall(context, @class.Type, _deserialize))
            .Argument(2).Add(OpCodes.Brfalse, delta);
        foreach (SyncVarField field in @class.Fields) EmitRead(il, @class, field);
        il.Return().Mark(delta).Argument(1).Call(Mask(isWriter: false)).Add(OpCodes.Stloc, dirtyBits);
        foreach (SyncVarField field in @class.Fields)
        {
            Instruction clean = Il.Label();
            il.Add(OpCodes.Ldloc, dirtyBits);
            SyncVarNumbering.EmitBit(il, @class, field);
            il.Add(OpCodes.And).Add(OpCodes.Brfalse, clean);
            EmitRead(il, @class, field);
            il.Mark(clean);
        }
        il.Return();
    }

    private void EmitWrite(Il il, SyncVarField syncVar)
    {
        FieldReference field = syncVar.Field.OnSelf();
        if (syncVar.NetId != null)
        {
            il.This().Argument(1).This().Add(OpCodes.Ldfld, field).This().Add(OpCodes.Ldfld, syncVar.NetId.OnSelf())
                .Call(_writeReference.Of(syncVar.Field.FieldType));
        }
        else if (serializers.Writer(syncVar.Field.FieldType, UseOf(syncVar)) is { } writer)
        {
            il.Argument(1).This().Add(OpCodes.Ldfld, field).Call(writer);
        }
    }

    private void EmitRead(Il il, SyncVarClass @class, SyncVarField syncVar)
    {
        FieldReference field = syncVar.Field.OnSelf();
        TypeReference type = syncVar.Field.FieldType;
        if (syncVar.NetId != null)
        {
            il.This().This().Add(OpCodes.Ldflda, field).This().Add(OpCodes.Ldflda, syncVar.NetId.OnSelf()).Argument(1);
            SyncVarNumbering.EmitBit(il, @class, syncVar);
            SyncVarHooks.EmitDelegate(il, syncVar);
            il.Call(_setReference.Of(type));
        }
        else if (serializers.Reader(type, UseOf(syncVar)) is { } reader)
        {
            il.This().This().Add(OpCodes.Ldflda, field).Argument(1).Call(reader);
            SyncVarNumbering.EmitBit(il, @class, syncVar);
            SyncVarHooks.EmitDelegate(il, syncVar);
            il.Call(_set.Of(type));
        }
    }

    private Il EmitDirtyBits(Il il)
    {
        const string name = "syncVarDirtyBits";
        TypeDefinition behaviour = context.Tain.NetworkBehaviour!;
        FieldDefinition? field = behaviour.Fields.FirstOrDefault(static candidate => candidate.Name == name);
        il.This();
        return field != null
            ? il.Add(OpCodes.Ldfld, context.Module.ImportReference(field))
            : il.Call(context.Import(TainLibrary.Method(behaviour, "get_" + name)));
    }

    private MethodReference Mask(bool isWriter)
    {
        TypeReference type = context.Module.TypeSystem.UInt64;
        var use = new SerializerUse("the mask of dirty SyncVars", Locate: null);
        return (isWriter ? serializers.Writer(type, use) : serializers.Reader(type, use))
            ?? throw new LibraryMismatchException("The extension methods WriteVarULong and ReadVarULong were not found");
    }

    private SerializerUse UseOf(SyncVarField syncVar) =>
        new($"SyncVar '{DisplayNames.Of(syncVar.Field)}'", () => context.Sources.Of(syncVar.Field));
}
