using Mono.Cecil;
using Tain.Weaver.Weaving;

namespace Tain.Weaver.SyncVars;

/// <summary>The property that stands for a SyncVar, as code that accesses the field has to name it.</summary>
internal sealed record SyncVarProperty(FieldDefinition Field, MethodReference Getter, MethodReference Setter, bool IsReference)
{
    public MethodReference GetterOn(TypeReference declaringType) => declaringType.IsGenericInstance ? Getter.On(declaringType) : Getter;

    public MethodReference SetterOn(TypeReference declaringType) => declaringType.IsGenericInstance ? Setter.On(declaringType) : Setter;
}
