using Mono.Cecil;

namespace Tain.Weaver.Weaving;

/// <summary>
/// The types of Tain's floors that woven code meets, found by full name in the references. A floor that a project does not reference is simply absent:
/// a project of messages alone knows no NetworkBehaviour.
/// </summary>
internal sealed class TainLibrary(ModuleDefinition module, ReferenceResolver resolver)
{
    private readonly Dictionary<string, TypeDefinition?> _found = new(StringComparer.Ordinal);
    private List<ModuleDefinition>? _floors;

    // Messages
    public TypeDefinition? NetworkWriter => Find("Tain.NetworkWriter");
    public TypeDefinition? NetworkReader => Find("Tain.NetworkReader");
    public TypeDefinition? NetworkMessage => Find("Tain.NetworkMessage");
    public TypeDefinition WriterTable => Require("Tain.Writer`1");
    public TypeDefinition ReaderTable => Require("Tain.Reader`1");

    // Engine
    public TypeDefinition? Component => Find("Tain.Component");
    public TypeDefinition? WorldObject => Find("Tain.WorldObject");
    public TypeDefinition MonoBehaviour => Require("Tain.MonoBehaviour");
    public TypeDefinition LifecycleMethods => Require("Tain.LifecycleMethods");

    // Objects
    public TypeDefinition? NetworkBehaviour => Find("Tain.NetworkBehaviour");
    public TypeDefinition? NetworkIdentity => Find("Tain.NetworkIdentity");
    public TypeDefinition? SyncObject => Find("Tain.SyncObject");
    public TypeDefinition? NetworkConnection => Find("Tain.NetworkConnection");
    public TypeDefinition? NetworkConnectionToClient => Find("Tain.NetworkConnectionToClient");
    public TypeDefinition NetworkBehaviourSyncVar => Require("Tain.NetworkBehaviourSyncVar");
    public TypeDefinition SyncVarHook => Require("Tain.SyncVarHook`1");
    public TypeDefinition NetworkGuard => Require("Tain.NetworkGuard");
    public TypeDefinition RemoteCallDelegate => Require("Tain.RemoteCallDelegate");
    public TypeDefinition RemoteCallTable => Require("Tain.RemoteCallTable");

    /// <summary>The modules of Tain's floors among the references, and the module being woven itself.</summary>
    public IReadOnlyList<ModuleDefinition> Floors => _floors ??= LoadFloors();

    public TypeDefinition? Find(string fullName)
    {
        if (_found.TryGetValue(fullName, out TypeDefinition? type)) return type;
        foreach (ModuleDefinition floor in Floors)
        {
            type = floor.GetType(fullName);
            if (type != null) break;
        }
        _found.Add(fullName, type);
        return type;
    }

    public TypeDefinition Require(string fullName) =>
        Find(fullName) ?? throw new LibraryMismatchException($"The type '{fullName}' was not found in the referenced Tain assemblies");

    /// <summary>The one method of that name (and number of parameters, when given) that a type declares.</summary>
    public static MethodDefinition Method(TypeDefinition type, string name, int parameterCount = -1)
    {
        foreach (MethodDefinition method in type.Methods)
        {
            if (method.Name == name && (parameterCount < 0 || method.Parameters.Count == parameterCount)) return method;
        }
        throw new LibraryMismatchException($"The method '{type.FullName}.{name}' was not found in the referenced Tain assemblies");
    }

    /// <summary>The same, in the type or the nearest of its bases.</summary>
    public static MethodDefinition InheritedMethod(TypeDefinition type, string name, int parameterCount = -1)
    {
        for (TypeDefinition? candidate = type; candidate != null; candidate = candidate.BaseType?.Resolve())
        {
            foreach (MethodDefinition method in candidate.Methods)
            {
                if (method.Name == name && (parameterCount < 0 || method.Parameters.Count == parameterCount)) return method;
            }
        }
        throw new LibraryMismatchException($"The method '{type.FullName}.{name}' was not found in the referenced Tain assemblies");
    }

    private List<ModuleDefinition> LoadFloors()
    {
        var floors = new List<ModuleDefinition> { module };
        foreach (string name in resolver.Names)
        {
            if (!name.StartsWith("Tain.", StringComparison.Ordinal) || name == module.Assembly.Name.Name) continue;
            if (resolver.TryResolve(name) is { } assembly) floors.Add(assembly.MainModule);
        }
        return floors;
    }
}
