using System.Collections;
using System.Numerics;
using System.Reflection;
using System.Text.Json;
using Tain.Tests;

namespace Tain.Conformance.Kit;

/// <summary>Turns a recorded value into one of a given type, whatever that is: numbers, Unity's values, structs, collections, references to objects.</summary>
/// <param name="find">Finds the objects that references name by their netId; null while a case has none.</param>
internal sealed class RecordedObjects(Func<uint, NetworkIdentity>? find = null)
{
    private static readonly Dictionary<Type, Func<JsonElement, object?>> BuiltIn = new()
    {
        [typeof(bool)] = static json => json.GetBoolean(),
        [typeof(byte)] = static json => json.GetByte(),
        [typeof(sbyte)] = static json => json.GetSByte(),
        [typeof(short)] = static json => json.GetInt16(),
        [typeof(ushort)] = static json => json.GetUInt16(),
        [typeof(int)] = static json => json.GetInt32(),
        [typeof(uint)] = static json => json.GetUInt32(),
        [typeof(long)] = static json => json.Long(),
        [typeof(ulong)] = static json => json.ULong(),
        [typeof(char)] = static json => json.GetString()![0],
        [typeof(float)] = static json => json.Float(),
        [typeof(double)] = static json => json.Double(),
        [typeof(decimal)] = static json => json.Decimal(),
        [typeof(string)] = static json => json.GetString(),
        [typeof(Guid)] = static json => json.GetGuid(),
        [typeof(DateTime)] = static json => json.DateTime(),
        [typeof(Uri)] = static json => json.Uri(),
        [typeof(byte[])] = static json => json.ByteArray(),
        [typeof(ArraySegment<byte>)] = static json => json.ByteSegment(),
        [typeof(Vector2)] = static json => json.Vector2(),
        [typeof(Vector3)] = static json => json.Vector3(),
        [typeof(Vector4)] = static json => json.Vector4(),
        [typeof(Quaternion)] = static json => json.Quaternion(),
        [typeof(Vector2Int)] = static json => json.Vector2Int(),
        [typeof(Vector3Int)] = static json => json.Vector3Int(),
        [typeof(Color)] = static json => json.Color(),
        [typeof(Color32)] = static json => json.Color32(),
        [typeof(Rect)] = static json => json.Rect(),
        [typeof(System.Numerics.Plane)] = static json => json.Plane(),
        [typeof(Ray)] = static json => json.Ray(),
        [typeof(LayerMask)] = static json => json.LayerMask(),
        [typeof(Matrix4x4)] = static json => json.Matrix4x4(),
        [typeof(Texture2D)] = static json => json.Texture2D(),
        [typeof(Sprite)] = static json => json.Sprite(),
    };

    public object? Read(Type type, JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Null) return type.IsValueType ? Activator.CreateInstance(type) : null;
        if (Nullable.GetUnderlyingType(type) is { } underlying) return Read(underlying, json);
        if (BuiltIn.TryGetValue(type, out Func<JsonElement, object?>? read)) return read(json);
        if (type.IsEnum) return Enum.Parse(type, json.GetProperty("number").GetString()!);
        if (typeof(WorldObject).IsAssignableFrom(type)) return Reference(type, json);
        return type.IsArray || type.IsGenericType ? Collection(type, json) : Fields(type, json);
    }

    private object Reference(Type type, JsonElement json)
    {
        NetworkIdentity identity = find!(json.GetProperty("netId").GetUInt32());
        if (type == typeof(NetworkIdentity)) return identity;
        if (type == typeof(GameObject)) return identity.gameObject;
        if (type == typeof(Transform)) return identity.transform;
        return identity.NetworkBehaviours[json.GetProperty("componentIndex").GetInt32()];
    }

    private object Collection(Type type, JsonElement json)
    {
        Type element = type.IsArray ? type.GetElementType()! : type.GetGenericArguments()[0];
        var array = Array.CreateInstance(element, json.GetArrayLength());
        int index = 0;
        foreach (JsonElement one in json.EnumerateArray()) array.SetValue(Read(element, one), index++);
        return type.IsArray ? array : Activator.CreateInstance(type, array)!;
    }

    // A recording of a derived object in a field of its base type holds more than the base has.
    private object Fields(Type type, JsonElement json)
    {
        object made = Activator.CreateInstance(type)!;
        foreach (FieldInfo field in type.GetFields(BindingFlags.Public | BindingFlags.Instance)) field.SetValue(made, Read(field.FieldType, json.GetProperty(field.Name)));
        return made;
    }

    public static object?[] Elements(IEnumerable collection) => [.. collection.Cast<object?>()];
}
