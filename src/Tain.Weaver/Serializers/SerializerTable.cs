using System.Diagnostics.CodeAnalysis;
using Mono.Cecil;

namespace Tain.Weaver.Serializers;

/// <summary>One direction (writing or reading): which static method serves a type.</summary>
internal sealed class SerializerTable
{
    private readonly Dictionary<string, MethodReference> _byType = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MethodReference> _generic = new(StringComparer.Ordinal);
    private readonly HashSet<string> _handWritten = new(StringComparer.Ordinal);

    public bool TryGet(TypeReference type, [NotNullWhen(true)] out MethodReference? method) => _byType.TryGetValue(type.FullName, out method);

    public bool IsHandWritten(TypeReference type) => _handWritten.Contains(type.FullName);

    public void Set(TypeReference type, MethodReference method) => _byType[type.FullName] = method;

    /// <summary>The first hand-written method for a type wins, unless a later one has priority.</summary>
    public void AddHandWritten(TypeReference type, MethodReference method, bool hasPriority)
    {
        if (!_handWritten.Add(type.FullName) && !hasPriority) return;
        _byType[type.FullName] = method;
    }

    /// <summary>A generic method such as WriteList&lt;T&gt;, by the shape it serves: "System.Collections.Generic.List`1".</summary>
    public void AddGeneric(string shape, MethodReference method)
    {
        if (!_generic.ContainsKey(shape)) _generic.Add(shape, method);
    }

    public MethodReference? Generic(string shape) => _generic.TryGetValue(shape, out MethodReference? method) ? method : null;
}
