using Mono.Cecil;
using Mono.Cecil.Cil;
using Tain.Weaver.Diagnostics;
using Tain.Weaver.Weaving;

namespace Tain.Weaver.SyncVars;

/// <summary>SyncVars of referenced assemblies, which have their properties already.</summary>
internal sealed class ForeignSyncVars(WeavingContext context)
{
    private readonly Dictionary<string, SyncVarProperty?> _found = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _knowsTain = new(StringComparer.Ordinal);

    public SyncVarProperty? Find(FieldReference field, MethodDefinition method, Instruction access)
    {
        if (!KnowsTain(field.DeclaringType.Scope.Name)) return null;
        string key = field.FullName;
        if (!_found.TryGetValue(key, out SyncVarProperty? property))
        {
            property = Resolve(field, method, access);
            _found.Add(key, property);
        }
        return property;
    }

    private SyncVarProperty? Resolve(FieldReference field, MethodDefinition method, Instruction access)
    {
        FieldDefinition? definition = field.Resolve();
        if (definition?.Attribute(SyncVarPass.Attribute) == null) return null;
        PropertyDefinition? property = definition.DeclaringType.Properties.FirstOrDefault(one => one.Name == "Network" + definition.Name);
        if (property == null)
        {
            // A SyncVarOnSyncObject has the attribute too, and is no SyncVar.
            if (context.Tain.SyncObject is { } syncObject && definition.FieldType.IsOrDerivesFrom(syncObject)) return null;
            context.Diagnostics.Report(
                Descriptors.SyncVarNotWoven, SourceLocator.Of(method, access), DisplayNames.Of(definition), definition.Module.Assembly.Name.Name);
            return null;
        }
        bool isReference = definition.DeclaringType.Fields.Any(one => one.Name == "___" + definition.Name + "NetId");
        return new SyncVarProperty(definition, context.Import(property.GetMethod), context.Import(property.SetMethod), isReference);
    }

    // Most fields that code touches belong to the runtime; only assemblies that reference Tain can declare SyncVars.
    private bool KnowsTain(string assemblyName)
    {
        if (_knowsTain.TryGetValue(assemblyName, out bool knows)) return knows;
        ModuleDefinition? module = context.Resolver.TryResolve(assemblyName)?.MainModule;
        knows = module != null && module.AssemblyReferences.Any(static reference => reference.Name.StartsWith("Tain.", StringComparison.Ordinal));
        _knowsTain.Add(assemblyName, knows);
        return knows;
    }
}
