using Mono.Cecil;
using Tain.Weaver.Diagnostics;
using Tain.Weaver.Emit;
using Tain.Weaver.Serializers;
using Tain.Weaver.Weaving;

namespace Tain.Weaver.RemoteCalls;

/// <summary>The order of work on remote calls: check all, move all bodies, then point 'base.CmdX()' at the base's body, then write stubs and tables.</summary>
internal sealed class RemoteCallPass(WeavingContext context, SerializerCatalog serializers)
{
    private readonly RemoteCallRules _rules = new(context, serializers);

    public void Run()
    {
        if (context.Tain.NetworkBehaviour == null) return;
        var classes = new List<(TypeDefinition Type, List<RemoteCall> Calls)>();
        foreach (TypeDefinition type in context.UserTypes)
        {
            List<RemoteCall> calls = Collect(type);
            if (calls.Count > 0) classes.Add((type, calls));
        }
        var all = classes.SelectMany(static @class => @class.Calls).ToList();
        foreach (RemoteCall call in all) AddUserCode(call);
        new BaseCalls(context, all).Run();

        RefuseCollisions(classes);
        var stubs = new RemoteCallStubs(context);
        var invokers = new RemoteCallInvokers(context);
        foreach (RemoteCall call in all)
        {
            stubs.Emit(call);
            invokers.Emit(call);
        }
        var tables = new RemoteCallTables(context);
        foreach ((TypeDefinition type, List<RemoteCall> calls) in classes) tables.Emit(type, calls);
    }

    private List<RemoteCall> Collect(TypeDefinition type)
    {
        var calls = new List<RemoteCall>();
        foreach (MethodDefinition method in type.Methods)
        {
            if (_rules.Check(method) is { } call) calls.Add(call);
        }
        return calls;
    }

    private void AddUserCode(RemoteCall call)
    {
        MethodDefinition stub = call.Stub;
        string name = UserCodeNames.Of(stub);
        // Two overloads can differ only in namespaces. An override must find the name of its base, so the number depends on the order in the class alone.
        TypeDefinition type = stub.DeclaringType;
        for (int number = 2; type.Methods.Any(method => method.Name == name); number++) name = $"{UserCodeNames.Of(stub)}__{number}";

        // Virtual as the original: 'base' hash on a derived object runs the derived body, as calling it there would.
        const MethodAttributes kept = MethodAttributes.MemberAccessMask | MethodAttributes.Virtual | MethodAttributes.NewSlot | MethodAttributes.Final;
        call.UserCode = Generated.Method(context, type, name, stub.Attributes & kept, context.Module.TypeSystem.Void);
        foreach (ParameterDefinition parameter in stub.Parameters)
        {
            call.UserCode.Parameters.Add(new ParameterDefinition(parameter.Name, ParameterAttributes.None, parameter.ParameterType));
        }
        BodyMove.Move(stub, call.UserCode);
    }

    private void RefuseCollisions(List<(TypeDefinition Type, List<RemoteCall> Calls)> classes)
    {
        var callsByType = classes.ToDictionary(static one => one.Type, static one => one.Calls);
        foreach ((TypeDefinition type, List<RemoteCall> calls) in classes)
        {
            Dictionary<ushort, string> known = Inherited(type, callsByType);
            foreach (RemoteCall call in calls)
            {
                if (known.TryGetValue(call.Hash, out string? other))
                {
                    context.Diagnostics.Report(
                        Descriptors.RemoteCallHashCollision, context.Sources.Of(call.UserCode), RemoteCallRules.Describe(call), other);
                }
                known[call.Hash] = call.FullName;
            }
        }
    }

    // Of bases in other assemblies too, whose bodies moved long ago: their attributes and signatures are still there.
    private static Dictionary<ushort, string> Inherited(TypeDefinition type, Dictionary<TypeDefinition, List<RemoteCall>> callsByType)
    {
        var known = new Dictionary<ushort, string>();
        for (TypeDefinition? level = type.BaseType.TryResolve(); level != null; level = level.BaseType?.TryResolve())
        {
            IEnumerable<string> names = level.Module == type.Module
                ? callsByType.TryGetValue(level, out List<RemoteCall>? calls) ? calls.Select(static call => call.FullName) : []
                : level.Methods.Where(RemoteCallRules.IsRemoteCall).Select(WireNames.Of);
            foreach (string name in names) known[StableHash.Of16(name)] = name;
        }
        return known;
    }
}
