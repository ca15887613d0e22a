using System.Collections;
using System.Numerics;
using System.Text.Json;

namespace Tain.Tests.Wire;

/// <summary>
/// Collections of built-in values, as woven code writes them. Recorded types of the sample game (RigGame) need the weaver and are tested with it; references need Objects.
/// </summary>
public class CollectionVectorTests
{
    private static readonly JsonElement Recorded = Vectors.Load("primitives.json").GetProperty("generated");

    private static readonly Dictionary<string, Action<JsonElement>> Checks = new()
    {
        ["System.Int32[]"] = recorded => CheckArray(recorded, j => j.GetInt32()),
        ["System.String[]"] = recorded => CheckArray(recorded, j => j.GetString()),
        ["System.Single[]"] = recorded => CheckArray(recorded, RecordedValues.Float),
        ["System.Double[]"] = recorded => CheckArray(recorded, RecordedValues.Double),
        ["System.Boolean[]"] = recorded => CheckArray(recorded, j => j.GetBoolean()),
        ["System.UInt64[]"] = recorded => CheckArray(recorded, RecordedValues.ULong),
        ["UnityEngine.Vector3[]"] = recorded => CheckArray<Vector3>(recorded, RecordedValues.Vector3),
        ["System.Collections.Generic.List<System.Int32>"] = recorded => CheckList(recorded, j => j.GetInt32()),
        ["System.Collections.Generic.List<System.String>"] = recorded => CheckList(recorded, j => j.GetString()),
        ["System.Collections.Generic.List<System.Byte>"] = recorded => CheckList(recorded, j => j.GetByte()),
        ["System.Collections.Generic.List<System.Int64>"] = recorded => CheckList(recorded, RecordedValues.Long),
        ["System.Collections.Generic.List<System.Byte[]>"] = recorded => CheckList(recorded, RecordedValues.ByteArray),
        ["System.Collections.Generic.List<System.Int32[]>"] = recorded => CheckList(recorded, j => Elements(j, e => e.GetInt32())?.ToArray()),
        ["System.Collections.Generic.List<System.Collections.Generic.List<System.Int32>>"] = recorded => CheckList(recorded, j => Elements(j, e => e.GetInt32())?.ToList()),
        ["System.Collections.Generic.HashSet<System.Int32>"] = recorded =>
            Check(recorded, Elements(recorded.GetProperty("value"), j => j.GetInt32())?.ToHashSet(), (w, v) => w.WriteHashSet(v), r => r.ReadHashSet<int>()),
        ["System.ArraySegment<System.Int32>"] = recorded => CheckSegment(recorded, j => j.GetInt32()),
        ["System.ArraySegment<System.String>"] = recorded => CheckSegment(recorded, j => j.GetString()),
    };

    static CollectionVectorTests()
    {
        // What a woven assembly does for the collections that it nests.
        Writer<List<int>?>.write = (writer, value) => writer.WriteList(value);
        Reader<List<int>?>.read = reader => reader.ReadList<int>();
        Writer<int[]?>.write = (writer, value) => writer.WriteArray(value);
        Reader<int[]?>.read = reader => reader.ReadArray<int>();
    }

    public static TheoryData<int> BuiltIn => Vectors.Indices(Recorded, recorded => !NeedsUpperFloors(recorded));

    [Theory, MemberData(nameof(BuiltIn))]
    public void ACollectionIsWrittenAndReadAsInMirror(int index)
    {
        JsonElement recorded = Recorded[index];
        string type = recorded.GetProperty("type").GetString()!;
        Assert.True(Checks.TryGetValue(type, out Action<JsonElement>? check), $"The recordings hold a {type} that this test does not know. Teach it.");
        check(recorded);
    }

    private static bool NeedsUpperFloors(JsonElement recorded)
    {
        string type = recorded.GetProperty("type").GetString()!;
        return type.Contains("RigGame.", StringComparison.Ordinal) || type.Contains("Mirror.", StringComparison.Ordinal);
    }

    private static void CheckArray<T>(JsonElement recorded, Func<JsonElement, T> parse) =>
        Check(recorded, Elements(recorded.GetProperty("value"), parse)?.ToArray(), (w, v) => w.WriteArray(v), r => r.ReadArray<T>());

    private static void CheckList<T>(JsonElement recorded, Func<JsonElement, T> parse) =>
        Check(recorded, Elements(recorded.GetProperty("value"), parse)?.ToList(), (w, v) => w.WriteList(v), r => r.ReadList<T>());

    // A segment without array is written as an empty one, so it comes back as that.
    private static void CheckSegment<T>(JsonElement recorded, Func<JsonElement, T> parse)
    {
        T[]? elements = Elements(recorded.GetProperty("value"), parse)?.ToArray();
        var writer = new NetworkWriter();
        writer.WriteArraySegment(elements is null ? default : new ArraySegment<T>(elements));
        Assert.Equal(recorded.GetProperty("hex").GetString(), Vectors.Hex(writer.ToSpan()));
        Assert.Equal(elements ?? [], new NetworkReader(writer).ReadArraySegment<T>());
    }

    private static void Check<T>(JsonElement recorded, T value, Action<NetworkWriter, T> write, Func<NetworkReader, T> read) where T : IEnumerable?
    {
        var writer = new NetworkWriter();
        write(writer, value);
        Assert.Equal(recorded.GetProperty("hex").GetString(), Vectors.Hex(writer.ToSpan()));

        var reader = new NetworkReader(writer);
        Assert.Equal(value, read(reader));
        Assert.Equal(0, reader.Remaining);
    }

    private static IEnumerable<T>? Elements<T>(JsonElement json, Func<JsonElement, T> parse) =>
        json.ValueKind == JsonValueKind.Null ? null : json.EnumerateArray().Select(parse);
}
