using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Text.Json;

namespace Tain.Conformance.Kit;

/// <summary>Makes the Command that a recording describes, on a client's copy of the object.</summary>
internal sealed class RecordedCall(NetworkIdentity identity, RecordedObjects values)
{
    public void Make(JsonElement recorded)
    {
        NetworkBehaviour component = identity.NetworkBehaviours[recorded.GetProperty("componentIndex").GetInt32()];
        JsonElement[] arguments = [.. recorded.GetProperty("arguments").EnumerateArray()];
        if (recorded.TryGetProperty("hashed", out JsonElement hashed))
        {
            Invoke(component, Find(component, hashed.GetString()!), arguments);
            return;
        }
        // Several calls of one frame, an argument each.
        string[] names = recorded.GetProperty("method").GetString()!.Split(", ");
        for (int i = 0; i < names.Length; i++) Invoke(component, component.GetType().GetMethod(names[i])!, [arguments[i]]);
    }

    private void Invoke(NetworkBehaviour component, MethodInfo method, JsonElement[] arguments)
    {
        ParameterInfo[] parameters = method.GetParameters();
        object?[] passed = new object?[parameters.Length];
        int next = 0;
        for (int i = 0; i < passed.Length; i++)
        {
            // The sender is not passed; the server fills it in.
            if (!typeof(NetworkConnection).IsAssignableFrom(parameters[i].ParameterType)) passed[i] = values.Read(parameters[i].ParameterType, arguments[next++]);
        }
        Assert.Equal(arguments.Length, next);
        try
        {
            method.Invoke(component, passed);
        }
        catch (TargetInvocationException thrown) when (thrown.InnerException is not null)
        {
            ExceptionDispatchInfo.Throw(thrown.InnerException);
        }
    }

    // "System.Void RigGame.CallsMore::CmdOver(System.Int32,System.String)"
    private static MethodInfo Find(NetworkBehaviour component, string signature)
    {
        string name = signature[(signature.IndexOf("::", StringComparison.Ordinal) + 2)..signature.IndexOf('(')];
        Type[] parameters = TypeNames.ParseList(signature[(signature.IndexOf('(') + 1)..^1]);
        return component.GetType().GetMethod(name, parameters) ?? throw new InvalidOperationException($"{component.GetType()} has no {signature}. Add it to Scripts.");
    }
}
