using Mono.Cecil;
using Mono.Cecil.Cil;
using Tain.Weaver.Diagnostics;
using Tain.Weaver.Weaving;

namespace Tain.Weaver.Serializers;

// Before: struct ChatMessage : NetworkMessage { public string text; }      writer.Write(new Hit());      connection.Send(new Hello());
// After:  the same; ChatMessage, Hit and Hello have serializers in Writer<T> and Reader<T>.
/// <summary>Finds what is sent without a SyncVar or remote call: message structs, and type arguments of generic calls.</summary>
internal sealed class SerializerUsePass(WeavingContext context, SerializerCatalog serializers)
{
    public void Run()
    {
        if (context.Tain.NetworkWriter == null) return;
        foreach (TypeDefinition type in context.UserTypes)
        {
            if (IsMessageStruct(type)) serializers.Ensure(type, new SerializerUse($"message '{DisplayNames.Of(type)}'", () => context.Sources.Of(type)));
        }
        foreach (TypeDefinition type in context.UserTypes)
        {
            foreach (MethodDefinition method in type.Methods) FindCalls(method);
        }
        serializers.RegisterHandWritten();
    }

    private bool IsMessageStruct(TypeDefinition type) =>
        context.Tain.NetworkMessage is { } message && type.IsValueType && !type.HasGenericParameters && type.Implements(message);

    private void FindCalls(MethodDefinition method)
    {
        if (!method.HasBody) return;
        foreach (Instruction instruction in method.Body.Instructions)
        {
            if (instruction.Operand is GenericInstanceMethod call) FindArguments(call, method, instruction);
        }
    }

    private void FindArguments(GenericInstanceMethod call, MethodDefinition method, Instruction instruction)
    {
        string owner = call.DeclaringType.GetElementType().FullName;
        bool isWire = owner is "Tain.NetworkWriter" or "Tain.NetworkReader" or "Tain.NetworkWriterExtensions" or "Tain.NetworkReaderExtensions";
        foreach (TypeReference argument in call.GenericArguments)
        {
            if (argument.ContainsGenericParameter) continue;
            if (IsGenericMessage(argument))
                serializers.Ensure(argument, new SerializerUse($"message of '{DisplayNames.Of(call)}'", () => SourceLocator.Of(method, instruction)));
            else if (isWire || IsForeignMessage(argument)) serializers.EnsureIfPossible(argument);
        }
    }

    // Declaring one is no mistake yet: someone may have written its methods. Sending or handling one without them is.
    private bool IsGenericMessage(TypeReference type) =>
        type is GenericInstanceType { IsValueType: true } && context.Tain.NetworkMessage is { } message
        && type.TryResolve() is { } definition && definition.Implements(message);

    // A message of a library that is not woven itself gets its serializer where it is used. Tain's own messages have theirs.
    private bool IsForeignMessage(TypeReference type) =>
        type.IsValueType && !type.IsPrimitive && !type.IsGenericInstance
        && context.Tain.NetworkMessage is { } message
        && type.Scope is AssemblyNameReference scope && !scope.Name.StartsWith("Tain.", StringComparison.Ordinal)
        && type.TryResolve() is { } definition && definition.Implements(message);
}
