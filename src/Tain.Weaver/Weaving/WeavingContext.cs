using Mono.Cecil;
using Tain.Weaver.Diagnostics;

namespace Tain.Weaver.Weaving;

/// <summary>What all passes share: the assembly, the library, the findings. State of one pass lives in that pass.</summary>
internal sealed class WeavingContext
{
    public WeavingContext(ModuleDefinition module, ReferenceResolver resolver, SourceLocator sources)
    {
        Module = module;
        Resolver = resolver;
        Sources = sources;
        Tain = new TainLibrary(module, resolver);
        foreach (TypeDefinition type in module.GetTypes()) UserTypes.Add(type);
    }

    public ModuleDefinition Module { get; }

    public ReferenceResolver Resolver { get; }

    public SourceLocator Sources { get; }

    public TainLibrary Tain { get; }

    public DiagnosticBag Diagnostics { get; } = new();

    /// <summary>The types that the compiler made, nested ones included, in metadata order; without what passes add.</summary>
    public List<TypeDefinition> UserTypes { get; } = [];

    public TypeReference Import(TypeReference type) => Module.ImportReference(type);

    public MethodReference Import(MethodReference method) => Module.ImportReference(method);

    public bool IsNetworkBehaviour(TypeReference type) => Tain.NetworkBehaviour is { } behaviour && type.IsOrDerivesFrom(behaviour);

    public bool IsComponent(TypeReference type) => Tain.Component is { } component && type.IsOrDerivesFrom(component);

    /// <summary>A type of the runtime's core library, which every assembly references anyway.</summary>
    public TypeReference CoreType(string @namespace, string name) =>
        new(@namespace, name, Module, Module.TypeSystem.CoreLibrary);
}
