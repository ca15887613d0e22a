using System.Text.Json;
using Tain.Conformance.Kit;
using Tain.Tests;

namespace Tain.Conformance.Values;

/// <summary>Types that nobody wrote a serializer for are written and read as by Mirror's generated code.</summary>
public sealed class GeneratedVectorTests
{
    private static readonly JsonElement Recorded = Vectors.Load("primitives.json").GetProperty("generated");

    public static TheoryData<int> All => Vectors.Indices(Recorded);

    [Theory, MemberData(nameof(All))]
    public void A_value_has_the_recorded_bytes_and_comes_back(int index)
    {
        JsonElement recorded = Recorded[index];
        Type type = TypeNames.Parse(recorded.GetProperty("type").GetString()!);
        using var objects = new SomeObjects();
        object? value = new RecordedObjects(objects.Find).Read(type, recorded.GetProperty("value"));

        byte[] written = TableAccess.Write(type, value);
        Assert.Equal(recorded.GetProperty("hex").GetString(), Vectors.Hex(written));

        NetworkReader reader = objects.Reader(written);
        object? back = TableAccess.Read(type, reader);
        Assert.Equal(0, reader.Remaining);
        Assert.Equal(written, TableAccess.Write(type, back));
    }
}
