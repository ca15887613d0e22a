using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;
using Tain.Weaver.Diagnostics;
using Tain.Weaver.Weaving;

namespace Tain.Weaver.Tests.Kit;

/// <summary>One or several assemblies that were compiled and woven into a temporary folder; deleted when disposed.</summary>
internal sealed class WovenCase : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tain-weaver-").FullName;
    private readonly List<string> _references;
    private readonly List<string> _onlyForWeaver = [];
    private readonly List<string> _hiddenFromWeaver = [];
    private readonly AssemblyLoadContext _loading = new("case", isCollectible: true);

    public WovenCase()
    {
        _references = [.. CaseCompiler.Platform];
        _loading.Resolving += (_, name) => Load(_references.FirstOrDefault(path => Path.GetFileNameWithoutExtension(path) == name.Name));
    }

    public IReadOnlyList<WeaverDiagnostic> Diagnostics { get; private set; } = [];

    public WeaveResult Result { get; private set; }

    public string AssemblyPath { get; private set; } = "";

    public string CompiledPath { get; private set; } = "";

    public IReadOnlyList<string> References => _references;

    public WovenCase Add(string assemblyName, params string[] sourceFiles) => Add(assemblyName, OptimizationLevel.Debug, DebugInformationFormat.PortablePdb, sourceFiles);

    public WovenCase Add(string assemblyName, OptimizationLevel optimization, DebugInformationFormat symbols, params string[] sourceFiles)
    {
        CompiledPath = CaseCompiler.Compile(Path.Combine(_folder, "compiled"), assemblyName, sourceFiles, _references, optimization, symbols);
        var weaver = new AssemblyWeaver([.. _references.Where(path => !_hiddenFromWeaver.Contains(Path.GetFileNameWithoutExtension(path))), .. _onlyForWeaver], sourceFiles);
        Directory.CreateDirectory(Path.Combine(_folder, "woven"));
        AssemblyPath = Path.Combine(_folder, "woven", assemblyName + ".dll");
        Result = weaver.Weave(CompiledPath, out WovenImage? image);
        Diagnostics = weaver.Diagnostics;
        if (image != null) File.WriteAllBytes(AssemblyPath, image.Assembly);
        if (image?.Symbols != null) File.WriteAllBytes(Path.ChangeExtension(AssemblyPath, ".pdb"), image.Symbols);
        _references.Add(AssemblyPath);
        return this;
    }

    public WovenCase AddText(string assemblyName, string source) => Add(assemblyName, WriteText(assemblyName + ".cs", source));

    public string WriteText(string fileName, string source)
    {
        string path = Path.Combine(_folder, fileName);
        File.WriteAllText(path, source);
        return path;
    }

    /// <summary>A library that nobody weaves.</summary>
    public void AddUnwoven(string assemblyName, params string[] sourceFiles) =>
        _references.Add(CaseCompiler.Compile(Path.Combine(_folder, "unwoven"), assemblyName, sourceFiles, _references));

    /// <summary>A reference that only the weaver hears of.</summary>
    public void AddSilently(string path) => _onlyForWeaver.Add(path);

    /// <summary>A reference that only the compiler gets.</summary>
    public void HideFromWeaver(string assemblyName) => _hiddenFromWeaver.Add(assemblyName);

    public Assembly Load()
    {
        Assert.True(Result == WeaveResult.Woven, string.Join(Environment.NewLine, Diagnostics));
        return Load(AssemblyPath)!;
    }

    /// <summary>Has every method compiled by the runtime, which refuses bad IL.</summary>
    public void VerifyIl()
    {
        foreach (Type type in Load().GetTypes())
        {
            const BindingFlags all = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;
            foreach (MethodBase method in type.GetMethods(all).Cast<MethodBase>().Concat(type.GetConstructors(all)))
            {
                if (!method.IsAbstract) Prepare(type, method);
            }
        }
    }

    public void Dispose()
    {
        _loading.Unload();
        Directory.Delete(_folder, recursive: true);
    }

    private static void Prepare(Type type, MethodBase method)
    {
        Type[] parameters = [.. type.IsGenericTypeDefinition ? type.GetGenericArguments() : [], .. method.IsGenericMethodDefinition ? method.GetGenericArguments() : []];
        if (parameters.Length == 0) RuntimeHelpers.PrepareMethod(method.MethodHandle);
        else RuntimeHelpers.PrepareMethod(method.MethodHandle, [.. parameters.Select(one => ArgumentFor(type, one).TypeHandle)]);
    }

    // A type that meets the constraints: a number, a string, or something of the case itself.
    private static Type ArgumentFor(Type type, Type parameter)
    {
        bool isStruct = (parameter.GenericParameterAttributes & GenericParameterAttributes.NotNullableValueTypeConstraint) != 0;
        IEnumerable<Type> candidates = isStruct ? [typeof(int)] : [typeof(string), .. type.Assembly.GetTypes().Where(static one => !one.IsGenericTypeDefinition && !one.IsAbstract)];
        return candidates.First(candidate => parameter.GetGenericParameterConstraints().All(one => one == typeof(ValueType) || one.IsAssignableFrom(candidate)));
    }

    private Assembly? Load(string? path)
    {
        if (path == null) return null;
        Assembly? loaded = _loading.Assemblies.FirstOrDefault(one => one.GetName().Name == Path.GetFileNameWithoutExtension(path));
        if (loaded != null) return loaded;
        string symbols = Path.ChangeExtension(path, ".pdb");
        using var assembly = new MemoryStream(File.ReadAllBytes(path));
        using MemoryStream? pdb = File.Exists(symbols) ? new MemoryStream(File.ReadAllBytes(symbols)) : null;
        return _loading.LoadFromStream(assembly, pdb);
    }
}
