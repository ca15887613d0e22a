using Mono.Cecil;

namespace Tain.Weaver.SyncVars;

/// <summary>A SyncVar of the assembly being woven, and what is made for it.</summary>
internal sealed class SyncVarField(FieldDefinition field, int index, bool isReference)
{
    public FieldDefinition Field { get; } = field;

    /// <summary>Its number among the SyncVars of its own class.</summary>
    public int Index { get; } = index;

    /// <summary>GameObject, NetworkIdentity or a NetworkBehaviour: kept by id as well.</summary>
    public bool IsReference { get; } = isReference;

    /// <summary>Beside a reference: the id it was last known by.</summary>
    public FieldDefinition? NetId { get; set; }

    public MethodDefinition Getter { get; set; } = null!;

    public MethodDefinition Setter { get; set; } = null!;

    /// <summary>Returns the cached delegate that calls the hook; null without hook.</summary>
    public MethodDefinition? Hook { get; set; }
}
