using Mono.Cecil;
using Mono.Cecil.Cil;
using Tain.Weaver.Weaving;

namespace Tain.Weaver.Guards;

// Before: [Server] async Task<int> Load() { … }          [Server] IEnumerable<int> Waves() { … }
// After:  … return Task.FromResult<int>(default);        … return Array.Empty<int>();
/// <summary>
/// What a guarded method returns when it is not allowed to run: the default of its type. A null task or sequence would make 'await' or 'foreach' throw far
/// from the cause, so a task is a completed one, and an iterator method (whose caller never sees null) gives an empty sequence.
/// </summary>
internal sealed class GuardResult(WeavingContext context, MethodDefinition method)
{
    private const string Iterator = "System.Runtime.CompilerServices.IteratorStateMachineAttribute";

    public IEnumerable<Instruction> Create(ILProcessor il)
    {
        TypeReference type = method.ReturnType;
        if (type.FullName == "System.Void") return [];
        TypeReference? element = (type as GenericInstanceType)?.GenericArguments[0];
        return type.GetElementType().FullName switch
        {
            "System.Threading.Tasks.Task" => [il.Create(OpCodes.Call, CompletedTask(type))],
            "System.Threading.Tasks.Task`1" => [il.Create(OpCodes.Ldloc, Nothing(element!)), il.Create(OpCodes.Call, TaskOf(type, element!))],
            "System.Collections.IEnumerable" when IsIterator => [il.Create(OpCodes.Call, EmptyArray(context.Module.TypeSystem.Object))],
            "System.Collections.IEnumerator" when IsIterator =>
                [il.Create(OpCodes.Call, EmptyArray(context.Module.TypeSystem.Object)), il.Create(OpCodes.Callvirt, Enumerator("IEnumerable", type))],
            "System.Collections.Generic.IEnumerable`1" when IsIterator => [il.Create(OpCodes.Call, EmptyArray(element!))],
            "System.Collections.Generic.IEnumerator`1" when IsIterator =>
                [il.Create(OpCodes.Call, EmptyArray(element!)), il.Create(OpCodes.Callvirt, GenericEnumerator(type, element!))],
            _ => [il.Create(OpCodes.Ldloc, Nothing(type))],
        };
    }

    private bool IsIterator => method.Attribute(Iterator) != null;

    private VariableDefinition Nothing(TypeReference type)
    {
        var nothing = new VariableDefinition(type);
        method.Body.Variables.Add(nothing);
        method.Body.InitLocals = true;
        return nothing;
    }

    private static MethodReference CompletedTask(TypeReference task) => new("get_CompletedTask", task, task);

    // Task lives where Task<T> does.
    private TypeReference PlainTask(TypeReference task) => new("System.Threading.Tasks", "Task", context.Module, task.GetElementType().Scope);

    private MethodReference TaskOf(TypeReference task, TypeReference element)
    {
        var fromResult = new MethodReference("FromResult", context.Module.TypeSystem.Void, PlainTask(task));
        var result = new GenericParameter(fromResult);
        fromResult.GenericParameters.Add(result);
        fromResult.Parameters.Add(new ParameterDefinition(result));
        fromResult.ReturnType = new GenericInstanceType(task.GetElementType()) { GenericArguments = { result } };
        return fromResult.Of(element);
    }

    private MethodReference EmptyArray(TypeReference element)
    {
        var empty = new MethodReference("Empty", context.Module.TypeSystem.Void, context.CoreType("System", "Array"));
        var item = new GenericParameter(empty);
        empty.GenericParameters.Add(item);
        empty.ReturnType = new ArrayType(item);
        return empty.Of(element);
    }

    private MethodReference Enumerator(string sequence, TypeReference enumerator) =>
        new("GetEnumerator", enumerator, context.CoreType("System.Collections", sequence)) { HasThis = true };

    private MethodReference GenericEnumerator(TypeReference enumerator, TypeReference element)
    {
        var open = new TypeReference("System.Collections.Generic", "IEnumerable`1", context.Module, context.Module.TypeSystem.CoreLibrary);
        var parameter = new GenericParameter("T", open);
        open.GenericParameters.Add(parameter);
        return new MethodReference(
            "GetEnumerator",
            new GenericInstanceType(enumerator.GetElementType()) { GenericArguments = { parameter } },
            new GenericInstanceType(open) { GenericArguments = { element } })
        {
            HasThis = true,
        };
    }
}
