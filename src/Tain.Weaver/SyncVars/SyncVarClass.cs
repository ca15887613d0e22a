using Mono.Cecil;

namespace Tain.Weaver.SyncVars;

/// <summary>The SyncVars that one class declares, and where their bits begin.</summary>
internal sealed class SyncVarClass(TypeDefinition type, int firstBit, MethodReference? foreignEnd)
{
    public TypeDefinition Type { get; } = type;

    public List<SyncVarField> Fields { get; } = [];

    /// <summary>The number of the first bit, counted from the end of the nearest base class in another assembly, if there is one.</summary>
    public int FirstBit { get; } = firstBit;

    /// <summary>
    /// Base.__SyncVarEnd() of the base class in another assembly. Asked at run time: a private SyncVar added there does not compile this assembly again.
    /// </summary>
    public MethodReference? ForeignEnd { get; } = foreignEnd;

    public int EndBit => FirstBit + Fields.Count;
}
