using Microsoft.CodeAnalysis;
using Tain.Analyzers.Sending;

namespace Tain.Analyzers.Symbols;

/// <summary>
/// The types of Tain that rules ask about, looked up once per compilation. A floor that a project does not reference is absent, and so are its rules.
/// </summary>
internal sealed class TainSymbols
{
    private readonly Lazy<HandWrittenMethods> _handWritten;

    private TainSymbols(Compilation compilation, INamedTypeSymbol writer)
    {
        Compilation = compilation;
        NetworkWriter = writer;
        INamedTypeSymbol? Find(string name) => compilation.GetTypeByMetadataName("Tain." + name);
        NetworkReader = Find("NetworkReader");
        NetworkMessage = Find("NetworkMessage");
        Priority = Find("WeaverPriorityAttribute");
        Component = Find("Component");
        WorldObject = Find("WorldObject");
        GameObject = Find("GameObject");
        LifecycleMethods = Find("LifecycleMethods");
        NetworkBehaviour = Find("NetworkBehaviour");
        NetworkIdentity = Find("NetworkIdentity");
        SyncObject = Find("SyncObject");
        NetworkConnection = Find("NetworkConnection");
        NetworkConnectionToClient = Find("NetworkConnectionToClient");
        SyncVar = Find("SyncVarAttribute");
        RemoteCalls = [Find("CommandAttribute"), Find("ClientRpcAttribute"), Find("TargetRpcAttribute")];
        Guards = [Find("ServerAttribute"), Find("ServerCallbackAttribute"), Find("ClientAttribute"), Find("ClientCallbackAttribute")];
        _handWritten = new(() => new HandWrittenMethods(this));
        Sendable = new SendableTypes(this);
    }

    public Compilation Compilation { get; }
    public INamedTypeSymbol NetworkWriter { get; }
    public INamedTypeSymbol? NetworkReader { get; }
    public INamedTypeSymbol? NetworkMessage { get; }
    public INamedTypeSymbol? Priority { get; }
    public INamedTypeSymbol? Component { get; }
    public INamedTypeSymbol? WorldObject { get; }
    public INamedTypeSymbol? GameObject { get; }
    public INamedTypeSymbol? LifecycleMethods { get; }
    public INamedTypeSymbol? NetworkBehaviour { get; }
    public INamedTypeSymbol? NetworkIdentity { get; }
    public INamedTypeSymbol? SyncObject { get; }
    public INamedTypeSymbol? NetworkConnection { get; }
    public INamedTypeSymbol? NetworkConnectionToClient { get; }
    public INamedTypeSymbol? SyncVar { get; }

    /// <summary>Command, ClientRpc, TargetRpc, in the weaver's order.</summary>
    public INamedTypeSymbol?[] RemoteCalls { get; }

    /// <summary>Server, ServerCallback, Client, ClientCallback.</summary>
    public INamedTypeSymbol?[] Guards { get; }

    /// <summary>Extension methods that write and read; found when first asked for, because that looks through assemblies.</summary>
    public HandWrittenMethods HandWritten => _handWritten.Value;

    public SendableTypes Sendable { get; }

    /// <summary>Null where a project does not use Tain.</summary>
    public static TainSymbols? Find(Compilation compilation) =>
        compilation.GetTypeByMetadataName("Tain.NetworkWriter") is { } writer ? new TainSymbols(compilation, writer) : null;

    public bool IsNetworkBehaviour(ITypeSymbol? type) => type.IsOrDerivesFrom(NetworkBehaviour);

    public bool IsComponent(ITypeSymbol? type) => type.IsOrDerivesFrom(Component);

    public bool IsSyncObject(ITypeSymbol? type) => type.IsOrDerivesFrom(SyncObject);

    public bool IsMessage(ITypeSymbol type) =>
        NetworkMessage != null && type.IsValueType && type.AllInterfaces.Contains(NetworkMessage, SymbolEqualityComparer.Default);

    /// <summary>A SyncVar that a class of the game keeps in step; not a sync collection that carries the attribute by mistake.</summary>
    public bool IsSyncVar(IFieldSymbol field) => SyncVar != null && field.Find(SyncVar) != null && !IsSyncObject(field.Type);
}
