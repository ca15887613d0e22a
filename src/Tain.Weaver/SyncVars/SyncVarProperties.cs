using Mono.Cecil;
using Mono.Cecil.Cil;
using Tain.Weaver.Emit;
using Tain.Weaver.Weaving;

namespace Tain.Weaver.SyncVars;

// Before: [SyncVar(hook = nameof(OnHealth))] int health = 100;      [SyncVar] GameObject target;
// After:  public int Networkhealth
//         {
//             get => health;
//             set => GeneratedSyncVarSetter(value, ref health, 1UL << 0, SyncVarHook_health());
//         }
//         public GameObject Networktarget
//         {
//             get => GetSyncVarReference(ref target, ___targetNetId);
//             set => GeneratedSyncVarSetterReference(value, ref target, ref ___targetNetId, 1UL << 1, null);
//         }
/// <summary>Writes the accessors of a SyncVar's property.</summary>
internal sealed class SyncVarProperties(WeavingContext context)
{
    private readonly MethodReference _set = Import(context, "GeneratedSyncVarSetter");
    private readonly MethodReference _setReference = Import(context, "GeneratedSyncVarSetterReference");
    private readonly MethodReference _getReference = Import(context, "GetSyncVarReference");

    public void Emit(SyncVarClass @class, SyncVarField syncVar)
    {
        FieldReference field = syncVar.Field.OnSelf();
        TypeReference type = syncVar.Field.FieldType;
        FieldReference? netId = syncVar.NetId?.OnSelf();

        var getter = new Il(syncVar.Getter);
        if (netId == null) getter.This().Add(OpCodes.Ldfld, field).Return();
        else getter.This().This().Add(OpCodes.Ldflda, field).This().Add(OpCodes.Ldfld, netId).Call(_getReference.Of(type)).Return();

        var setter = new Il(syncVar.Setter);
        setter.This().Argument(1).This().Add(OpCodes.Ldflda, field);
        if (netId != null) setter.This().Add(OpCodes.Ldflda, netId);
        SyncVarNumbering.EmitBit(setter, @class, syncVar);
        SyncVarHooks.EmitDelegate(setter, syncVar);
        setter.Call((netId == null ? _set : _setReference).Of(type)).Return();
    }

    private static MethodReference Import(WeavingContext context, string name) =>
        context.Import(TainLibrary.Method(context.Tain.NetworkBehaviour!, name));
}
