using Microsoft.CodeAnalysis;
using Tain.Analyzers.Symbols;

namespace Tain.Analyzers.Sending;

/// <summary>
/// The extension methods that write or read a type, found and ranked as the weaver does it: Tain's own come first, then those of this project, then those of
/// its references; the first of a type wins unless a later one has priority.
/// </summary>
internal sealed class HandWrittenMethods
{
    // These win over their fixed-width namesakes: generated code uses variable-length integers.
    private static readonly HashSet<string> PreferredNames = new(StringComparer.Ordinal)
    {
        "WriteVarInt", "WriteVarUInt", "WriteVarLong", "WriteVarULong", "ReadVarInt", "ReadVarUInt", "ReadVarLong", "ReadVarULong",
    };

    private readonly TainSymbols _tain;
    private readonly Dictionary<ITypeSymbol, IMethodSymbol> _writers = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ITypeSymbol, IMethodSymbol> _readers = new(SymbolEqualityComparer.Default);

    public HandWrittenMethods(TainSymbols tain)
    {
        _tain = tain;
        List<IAssemblySymbol> references = tain.Compilation.SourceModule.ReferencedAssemblySymbols.Where(KnowsTain).ToList();
        foreach (IAssemblySymbol floor in references.Where(IsFloor)) Collect(floor.GlobalNamespace, isOwn: false);
        Collect(tain.Compilation.Assembly.GlobalNamespace, isOwn: true);
        foreach (IAssemblySymbol library in references.Where(static one => !IsFloor(one))) Collect(library.GlobalNamespace, isOwn: false);
    }

    public IMethodSymbol? Writer(ITypeSymbol type) => _writers.TryGetValue(type, out IMethodSymbol? method) ? method : null;

    public IMethodSymbol? Reader(ITypeSymbol type) => _readers.TryGetValue(type, out IMethodSymbol? method) ? method : null;

    /// <summary>Whether a method is one of them by its shape, and of which type.</summary>
    public static ITypeSymbol? TypeWritten(IMethodSymbol method, TainSymbols tain, out bool isWriter)
    {
        isWriter = false;
        if (!method.IsExtensionMethod || method.IsGenericMethod || method.Parameters.Length == 0) return null;
        ITypeSymbol self = method.Parameters[0].Type;
        if (SymbolEqualityComparer.Default.Equals(self, tain.NetworkWriter) && method.ReturnsVoid && method.Parameters.Length == 2)
        {
            isWriter = true;
            return method.Parameters[1].RefKind == RefKind.None ? method.Parameters[1].Type : null;
        }
        bool isReader = SymbolEqualityComparer.Default.Equals(self, tain.NetworkReader) && !method.ReturnsVoid && method.Parameters.Length == 1;
        return isReader && !method.ReturnsByRef && !method.ReturnsByRefReadonly ? method.ReturnType : null;
    }

    private static bool IsFloor(IAssemblySymbol assembly) => assembly.Name.StartsWith("Tain.", StringComparison.Ordinal);

    private static bool KnowsTain(IAssemblySymbol assembly) =>
        IsFloor(assembly) || assembly.Modules.Any(static module => module.ReferencedAssemblies.Any(static one => one.Name.StartsWith("Tain.", StringComparison.Ordinal)));

    private void Collect(INamespaceSymbol space, bool isOwn)
    {
        foreach (INamespaceOrTypeSymbol member in space.GetMembers())
        {
            if (member is INamespaceSymbol inner) Collect(inner, isOwn);
            else if (member is INamedTypeSymbol { IsStatic: true, MightContainExtensionMethods: true } type) Collect(type, isOwn);
        }
    }

    private void Collect(INamedTypeSymbol type, bool isOwn)
    {
        if (!isOwn && type.DeclaredAccessibility != Accessibility.Public) return;
        foreach (IMethodSymbol method in type.GetMembers().OfType<IMethodSymbol>())
        {
            if (isOwn ? method.DeclaredAccessibility == Accessibility.Private : method.DeclaredAccessibility != Accessibility.Public) continue;
            if (TypeWritten(method, _tain, out bool isWriter) is { } written) Add(isWriter ? _writers : _readers, written, method);
        }
    }

    private void Add(Dictionary<ITypeSymbol, IMethodSymbol> table, ITypeSymbol type, IMethodSymbol method)
    {
        bool hasPriority = PreferredNames.Contains(method.Name) || method.Find(_tain.Priority) != null;
        if (!table.ContainsKey(type) || hasPriority) table[type] = method;
    }
}
