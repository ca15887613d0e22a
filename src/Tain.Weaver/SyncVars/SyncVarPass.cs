using Mono.Cecil;
using Tain.Weaver.Diagnostics;
using Tain.Weaver.Emit;
using Tain.Weaver.Serializers;
using Tain.Weaver.Weaving;

namespace Tain.Weaver.SyncVars;

/// <summary>
/// The order of work on SyncVars: find and check them all, give each a property, turn every access into a call of it, and only then write bodies, whose
/// own accesses must stay plain.
/// </summary>
internal sealed class SyncVarPass(WeavingContext context, SerializerCatalog serializers)
{
    public const string Attribute = "Tain.SyncVarAttribute";
    private const string NetIdPrefix = "___";

    private readonly SyncVarNumbering _numbering = new(context);
    private readonly List<SyncVarClass> _classes = [];
    private readonly HashSet<TypeDefinition> _collected = [];

    public void Run()
    {
        var fieldsByDefinition = new Dictionary<FieldDefinition, SyncVarField>();
        foreach (TypeDefinition type in context.UserTypes)
        {
            if (!context.IsNetworkBehaviour(type))
            {
                RefuseOutsideBehaviour(type);
                continue;
            }
            SyncVarClass found = _numbering.Of(BasesFirst(type));
            _classes.Add(found);
        }
        foreach (SyncVarClass @class in _classes)
        {
            foreach (SyncVarField field in @class.Fields) fieldsByDefinition.Add(field.Field, field);
        }
        new SyncVarAccess(context, fieldsByDefinition).Run();
        EmitBodies();
    }

    // Bits continue after the base class, so its fields have to be counted before.
    private TypeDefinition BasesFirst(TypeDefinition type)
    {
        if (_collected.Add(type))
        {
            if (type.BaseType.TryResolve() is { } @base && @base.Module == context.Module) BasesFirst(@base);
            Collect(_numbering.Of(type));
        }
        return type;
    }

    private void Collect(SyncVarClass @class)
    {
        foreach (FieldDefinition field in @class.Type.Fields.ToArray())
        {
            if (field.Attribute(Attribute) is not { } attribute || !Check(field)) continue;
            var syncVar = new SyncVarField(field, @class.Fields.Count, IsReference(field.FieldType));
            if (!Declare(@class.Type, syncVar)) continue;
            string? hook = attribute.Option<string?>("hook", null);
            if (!string.IsNullOrEmpty(hook)) syncVar.Hook = new SyncVarHooks(context).Create(syncVar, hook!);
            @class.Fields.Add(syncVar);
        }
        _numbering.CheckLimit(@class);
    }

    private bool Check(FieldDefinition field)
    {
        WeaverDescriptor? mistake =
            context.Tain.SyncObject is { } syncObject && field.FieldType.IsOrDerivesFrom(syncObject) ? Descriptors.SyncVarOnSyncObject
            : field.IsInitOnly || field.IsLiteral ? Descriptors.SyncVarReadOnly
            : field.IsStatic ? Descriptors.SyncVarStatic
            : field.FieldType.ContainsGenericParameter ? Descriptors.SyncVarGenericType
            : null;
        if (mistake == null) return true;
        context.Diagnostics.Report(mistake, context.Sources.Of(field), DisplayNames.Of(field), DisplayNames.Of(field.FieldType));
        return false;
    }

    private bool IsReference(TypeReference type) =>
        type.FullName == "Tain.GameObject" || type.FullName == "Tain.NetworkIdentity" || context.IsNetworkBehaviour(type);

    // public int Networkhealth { get; set; }
    private bool Declare(TypeDefinition type, SyncVarField syncVar)
    {
        FieldDefinition field = syncVar.Field;
        string name = "Network" + field.Name;
        if (type.Properties.Any(property => property.Name == name) || type.Fields.Any(other => other.Name == name) || type.Methods.Any(m => m.Name == name))
        {
            context.Diagnostics.Report(Descriptors.MemberNameTaken, context.Sources.Of(field), DisplayNames.Of(type), name);
            return false;
        }
        const MethodAttributes accessor = MethodAttributes.Public | MethodAttributes.SpecialName;
        syncVar.Getter = Generated.Method(context, type, "get_" + name, accessor, field.FieldType);
        syncVar.Setter = Generated.Method(context, type, "set_" + name, accessor, context.Module.TypeSystem.Void);
        syncVar.Setter.Parameters.Add(new ParameterDefinition("value", ParameterAttributes.None, field.FieldType));
        type.Properties.Add(new PropertyDefinition(name, PropertyAttributes.None, field.FieldType)
        {
            GetMethod = syncVar.Getter,
            SetMethod = syncVar.Setter,
        });
        if (syncVar.IsReference)
        {
            syncVar.NetId = new FieldDefinition(
                NetIdPrefix + field.Name + "NetId", FieldAttributes.Private, context.Import(context.Tain.NetworkBehaviourSyncVar));
            Generated.Hide(context, syncVar.NetId);
            type.Fields.Add(syncVar.NetId);
        }
        return true;
    }

    private void EmitBodies()
    {
        if (_classes.Count == 0) return;
        var properties = new SyncVarProperties(context);
        var serialization = new SyncVarSerialization(context, serializers);
        foreach (SyncVarClass @class in _classes)
        {
            _numbering.EmitEnd(@class);
            foreach (SyncVarField field in @class.Fields) properties.Emit(@class, field);
            serialization.Emit(@class);
        }
    }

    private void RefuseOutsideBehaviour(TypeDefinition type)
    {
        foreach (FieldDefinition field in type.Fields)
        {
            if (field.Attribute(Attribute) == null) continue;
            context.Diagnostics.Report(
                Descriptors.SyncVarOutsideBehaviour, context.Sources.Of(field), DisplayNames.Of(field), DisplayNames.Of(type));
        }
    }
}
