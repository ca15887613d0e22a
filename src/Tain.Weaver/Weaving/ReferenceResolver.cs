using Mono.Cecil;

namespace Tain.Weaver.Weaving;

/// <summary>
/// Resolves types from exactly the files that the compiler's build step references (the real assemblies, because reference assemblies lack private
/// members). Nothing is searched for elsewhere, so the same build gives the same result on every machine.
/// </summary>
internal sealed class ReferenceResolver : IAssemblyResolver
{
    private readonly Dictionary<string, string> _pathsByName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, AssemblyDefinition> _loaded = new(StringComparer.OrdinalIgnoreCase);

    public ReferenceResolver(IEnumerable<string> references)
    {
        foreach (string path in references)
        {
            if (!File.Exists(path))
            {
                Missing.Add(path);
                continue;
            }
            string name = Path.GetFileNameWithoutExtension(path);
            if (_pathsByName.ContainsKey(name)) continue;
            _pathsByName.Add(name, path);
            Names.Add(name);
        }
    }

    /// <summary>Simple names in the order given.</summary>
    public List<string> Names { get; } = [];

    public List<string> Missing { get; } = [];

    public AssemblyDefinition Resolve(AssemblyNameReference name) =>
        TryResolve(name.Name) ?? throw new AssemblyResolutionException(name);

    public AssemblyDefinition Resolve(AssemblyNameReference name, ReaderParameters parameters) => Resolve(name);

    public AssemblyDefinition? TryResolve(string name)
    {
        if (_loaded.TryGetValue(name, out AssemblyDefinition? assembly)) return assembly;
        if (!_pathsByName.TryGetValue(name, out string? path)) return null;
        assembly = AssemblyDefinition.ReadAssembly(path, new ReaderParameters { AssemblyResolver = this });
        _loaded.Add(name, assembly);
        return assembly;
    }

    /// <summary>The assembly being woven resolves to itself, also when generated code names it.</summary>
    public void AddSelf(AssemblyDefinition assembly) => _loaded[assembly.Name.Name] = assembly;

    public void Dispose()
    {
        foreach (AssemblyDefinition assembly in _loaded.Values) assembly.Dispose();
        _loaded.Clear();
    }
}
