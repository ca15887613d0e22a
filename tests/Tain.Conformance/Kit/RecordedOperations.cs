using System.Reflection;
using System.Text.Json;
using Tain.Tests;

namespace Tain.Conformance.Kit;

/// <summary>Does to a component what a recording says was done: sets SyncVars and plain fields, changes collections.</summary>
internal sealed class RecordedOperations(RecordedObjects values)
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    public void Apply(JsonElement operation, NetworkBehaviour[] components)
    {
        if (!operation.TryGetProperty("component", out JsonElement number))
        {
            Move(operation, components);
            return;
        }
        NetworkBehaviour component = components[number.GetInt32()];
        switch (operation.GetProperty("do").GetString())
        {
            case "set":
                // The woven property, which is what an assignment in a script becomes.
                PropertyInfo property = component.GetType().GetProperty("Network" + operation.GetProperty("field").GetString())!;
                property.SetValue(component, values.Read(property.PropertyType, operation.GetProperty("value")));
                break;
            case "setPlainField":
                FieldInfo field = component.GetType().GetField(operation.GetProperty("field").GetString()!, Any)!;
                field.SetValue(component, values.Read(field.FieldType, operation.GetProperty("value")));
                break;
            case "setDirty":
                component.SetDirty();
                break;
            case "collection":
                Change(component.GetType().GetField(operation.GetProperty("collection").GetString()!, Any)!.GetValue(component)!, operation);
                break;
            case string other:
                throw new InvalidOperationException($"The recordings do '{other}', which this test does not know. Teach it.");
        }
    }

    // What is done to the object as a whole, or to its NetworkTransform.
    private static void Move(JsonElement operation, NetworkBehaviour[] components)
    {
        NetworkTransformBase? moved = components.OfType<NetworkTransformBase>().FirstOrDefault();
        switch (operation.GetProperty("do").GetString())
        {
            case "transform":
                Transform transform = components[0].transform;
                transform.SetLocalPositionAndRotation(operation.GetProperty("position").Vector3(), operation.GetProperty("rotation").Quaternion());
                transform.localScale = operation.GetProperty("scale").Vector3();
                break;
            case "ServerTeleport":
                moved!.ServerTeleport(operation.GetProperty("position").Vector3(), operation.GetProperty("rotation").Quaternion());
                break;
            case "RpcTeleport(position)":
                moved!.RpcTeleport(operation.GetProperty("position").Vector3());
                break;
            case "CmdTeleport(position)":
                moved!.CmdTeleport(operation.GetProperty("position").Vector3());
                break;
            case "CmdTeleport(position, rotation)":
                moved!.CmdTeleport(operation.GetProperty("position").Vector3(), operation.GetProperty("rotation").Quaternion());
                break;
            case "ResetState":
                moved!.ResetState();
                break;
            case string other:
                throw new InvalidOperationException($"The recordings do '{other}', which this test does not know. Teach it.");
        }
    }

    private void Change(object collection, JsonElement operation)
    {
        string name = operation.GetProperty("method").GetString() is var method && method == "set" ? "set_Item" : method!;
        JsonElement[] arguments = [.. operation.GetProperty("arguments").EnumerateArray()];
        MethodInfo target = collection.GetType().GetMethods().First(one => one.Name == name && one.GetParameters().Length == arguments.Length && TakesPair(one) == IsPair(arguments));
        object?[] read = new object?[arguments.Length];
        for (int i = 0; i < read.Length; i++) read[i] = Argument(target.GetParameters()[i].ParameterType, arguments[i], collection);
        target.Invoke(collection, read);
    }

    private static bool TakesPair(MethodInfo method) => method.GetParameters() is [{ ParameterType: { IsGenericType: true } type }] && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);

    private static bool IsPair(JsonElement[] arguments) => arguments is [{ ValueKind: JsonValueKind.Object } only] && only.TryGetProperty("key", out _);

    // In words: a predicate, or the collection itself.
    private object? Argument(Type type, JsonElement json, object collection)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return json.GetString() switch
            {
                "x is even" => (Predicate<int>)(static x => x % 2 == 0),
                "x > 100" => (Predicate<int>)(static x => x > 100),
                string other => throw new InvalidOperationException($"The recordings use the predicate '{other}', which this test does not know. Teach it."),
                null => null,
            };
        }
        if (json.ValueKind == JsonValueKind.String && json.GetString() == "the set itself") return collection;
        if (!type.IsGenericType) return values.Read(type, json);
        Type[] arguments = type.GetGenericArguments();
        if (type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>))
            return Activator.CreateInstance(type, values.Read(arguments[0], json.GetProperty("key")), values.Read(arguments[1], json.GetProperty("value")));
        return values.Read(type.IsInterface ? typeof(List<>).MakeGenericType(arguments) : type, json);
    }
}
