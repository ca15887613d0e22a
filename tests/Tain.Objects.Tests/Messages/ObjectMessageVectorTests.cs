using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Text.Json;

namespace Tain.Tests;

/// <summary>Every recorded sample of every message of this floor, both ways.</summary>
public class ObjectMessageVectorTests
{
    private static readonly JsonElement Recorded = Vectors.Load("messages.json").GetProperty("messages");

    private static readonly Dictionary<string, Type> Ours = typeof(SpawnMessage).Assembly.GetTypes()
        .Where(type => type.IsValueType && typeof(NetworkMessage).IsAssignableFrom(type))
        .ToDictionary(type => type.GetCustomAttribute<WireNameAttribute>()!.Name);

    public static TheoryData<int> Cases => Vectors.Indices(Recorded, json => Ours.ContainsKey(json.GetProperty("type").GetString()!));

    [Fact]
    public void EveryMessageOfThisFloorIsRecorded() =>
        Assert.Equal(Ours.Keys.Order(), Recorded.EnumerateArray().Select(json => json.GetProperty("type").GetString()!).Where(Ours.ContainsKey).Order());

    [Theory, MemberData(nameof(Cases))]
    public void SamplesAreWrittenAndReadAsRecorded(int index)
    {
        JsonElement json = Recorded[index];
        Type type = Ours[json.GetProperty("type").GetString()!];
        Assert.Equal(json.GetProperty("fields").EnumerateArray().Select(field => field.GetProperty("name").GetString()), type.GetFields().Select(field => field.Name));
        MethodInfo check = typeof(ObjectMessageVectorTests).GetMethod(nameof(Check), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type);
        check.Invoke(null, [json]);
    }

    private static void Check<T>(JsonElement json) where T : struct, NetworkMessage
    {
        Assert.Equal(json.GetProperty("id").GetUInt16(), NetworkMessageId<T>.Id);
        foreach (JsonElement sample in json.GetProperty("samples").EnumerateArray())
        {
            object message = default(T);
            foreach (FieldInfo field in typeof(T).GetFields()) field.SetValue(message, Value(field.FieldType, sample.GetProperty("fields").GetProperty(field.Name)));
            byte[] bytes = sample.GetProperty("hex").Bytes();

            var writer = new NetworkWriter();
            NetworkMessages.Pack((T)message, writer);
            Assert.Equal(Vectors.Hex(bytes), Vectors.Hex(writer.ToSpan()));

            var reader = new NetworkReader(bytes);
            Assert.True(NetworkMessages.UnpackId(reader, out _));
            object read = reader.Read<T>();
            Assert.Equal(0, reader.Remaining);
            foreach (FieldInfo field in typeof(T).GetFields()) AssertSame(field.GetValue(message)!, field.GetValue(read)!);
        }
    }

    private static void AssertSame(object expected, object actual)
    {
        if (expected is not ArraySegment<byte> segment)
        {
            Assert.Equal(expected, actual);
            return;
        }
        var other = (ArraySegment<byte>)actual;
        Assert.Equal(segment.Array is null, other.Array is null);
        Assert.Equal(segment.ToArray0(), other.ToArray0());
    }

    private static object? Value(Type type, JsonElement json)
    {
        if (type.IsEnum) return Enum.ToObject(type, byte.Parse(json.GetProperty("number").GetString()!, CultureInfo.InvariantCulture));
        if (type == typeof(uint)) return json.GetUInt32();
        if (type == typeof(ulong)) return json.ULong();
        if (type == typeof(ushort)) return json.GetUInt16();
        if (type == typeof(byte)) return json.GetByte();
        if (type == typeof(bool)) return json.GetBoolean();
        if (type == typeof(string)) return json.GetString();
        if (type == typeof(Vector3)) return json.Vector3();
        if (type == typeof(Quaternion)) return json.Quaternion();
        if (type == typeof(ArraySegment<byte>)) return json.ByteSegment();
        throw new NotSupportedException($"The recordings have no {type}.");
    }
}

internal static class SegmentExtensions
{
    /// <summary>The bytes of a segment, also of one without an array.</summary>
    public static byte[] ToArray0(this ArraySegment<byte> segment) => segment.Array is null ? [] : segment.ToArray();
}
