using System.Reflection;
using System.Text.Json;
using Tain.Conformance.Kit;

namespace Tain.Conformance.RemoteCalls;

/// <summary>Makes the call that a recording describes, on a component of the side that called.</summary>
internal sealed class RecordedCall(NetworkIdentity identity, RecordedObjects values, NetworkConnectionToClient? target)
{
    public void Make(JsonElement recorded)
    {
        NetworkBehaviour component = identity.NetworkBehaviours[recorded.GetProperty("componentIndex").GetInt32()];
        JsonElement[] arguments = [.. recorded.GetProperty("arguments").EnumerateArray()];
        string name = recorded.GetProperty("method").GetString()!;
        if (recorded.TryGetProperty("hashed", out JsonElement hashed))
        {
            Invoke(component, Find(component, hashed.GetString()!), arguments);
            return;
        }
        // Several calls of one frame, an argument each.
        string[] names = name.Split(", ");
        for (int i = 0; i < names.Length; i++) Invoke(component, component.GetType().GetMethod(names[i])!, [arguments[i]]);
    }

    public void Make(NetworkBehaviour component, string method, JsonElement arguments) =>
        Invoke(component, component.GetType().GetMethod(method)!, [.. arguments.EnumerateArray()]);

    private void Invoke(NetworkBehaviour component, MethodInfo method, JsonElement[] arguments)
    {
        ParameterInfo[] parameters = method.GetParameters();
        object?[] passed = new object?[parameters.Length];
        int next = 0;
        for (int i = 0; i < passed.Length; i++)
        {
            Type type = parameters[i].ParameterType;
            // The target of a TargetRpc is named in the note; the sender of a Command is not passed.
            passed[i] = typeof(NetworkConnection).IsAssignableFrom(type) ? target : values.Read(type, arguments[next++]);
        }
        Assert.Equal(arguments.Length, next);
        try
        {
            method.Invoke(component, passed);
        }
        catch (TargetInvocationException thrown) when (thrown.InnerException is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(thrown.InnerException);
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
