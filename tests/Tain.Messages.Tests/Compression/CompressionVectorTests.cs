using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Tain.Tests.Compressions;

/// <summary>The compressors give Mirror's bytes and Mirror's last bits.</summary>
public class CompressionVectorTests
{
    private static readonly JsonElement Recorded = Vectors.Load("primitives.json");

    public static TheoryData<int> VarUInts => Cases("varUInt");

    public static TheoryData<int> VarInts => Cases("varInt");

    public static TheoryData<int> UnusualVarUInts => Cases("varUIntUnusual");

    public static TheoryData<int> Quaternions => Cases("quaternion");

    public static TheoryData<int> ScaledLongs => Cases("scaleToLong");

    public static TheoryData<int> ScaledUShorts => Cases("scaleToUShort");

    public static TheoryData<int> Deltas => Cases("delta");

    public static TheoryData<int> Hashes => Cases("hashes");

    [Theory, MemberData(nameof(VarUInts))]
    public void AVarUIntIsWrittenMeasuredAndRead(int index)
    {
        JsonElement recorded = Recorded.GetProperty("varUInt")[index];
        ulong value = recorded.GetProperty("value").ULong();
        var writer = new NetworkWriter();
        Compression.CompressVarUInt(writer, value);
        Assert.Equal(recorded.GetProperty("hex").GetString(), Vectors.Hex(writer.ToSpan()));
        Assert.Equal(recorded.GetProperty("size").GetInt32(), Compression.VarUIntSize(value));
        Assert.Equal(value, Compression.DecompressVarUInt(new NetworkReader(writer)));
    }

    [Theory, MemberData(nameof(VarInts))]
    public void AVarIntIsWrittenMeasuredAndRead(int index)
    {
        JsonElement recorded = Recorded.GetProperty("varInt")[index];
        long value = recorded.GetProperty("value").Long();
        var writer = new NetworkWriter();
        Compression.CompressVarInt(writer, value);
        Assert.Equal(recorded.GetProperty("hex").GetString(), Vectors.Hex(writer.ToSpan()));
        Assert.Equal(recorded.GetProperty("size").GetInt32(), Compression.VarIntSize(value));
        Assert.Equal(value, Compression.DecompressVarInt(new NetworkReader(writer)));
    }

    [Theory, MemberData(nameof(UnusualVarUInts))]
    public void AVarUIntThatNoWriterMakesIsReadAsInMirror(int index)
    {
        JsonElement recorded = Recorded.GetProperty("varUIntUnusual")[index];
        var reader = new NetworkReader(recorded.GetProperty("hex").Bytes());
        if (recorded.TryGetProperty("throws", out JsonElement exception))
        {
            Vectors.AssertThrows(exception, () => Compression.DecompressVarUInt(reader));
            Assert.Equal(0, reader.Position);
            return;
        }

        Assert.Equal(recorded.GetProperty("value").ULong(), Compression.DecompressVarUInt(reader));
        Assert.Equal(recorded.GetProperty("read").GetInt32(), reader.Position);
    }

    [Theory, MemberData(nameof(Quaternions))]
    public void AQuaternionIsPackedAndUnpackedBitForBit(int index)
    {
        JsonElement recorded = Recorded.GetProperty("quaternion")[index];
        uint compressed = recorded.GetProperty("compressed").GetUInt32();
        if (recorded.TryGetProperty("quaternion", out JsonElement quaternion)) Assert.Equal(compressed, Compression.CompressQuaternion(quaternion.Quaternion()));
        Assert.Equal(recorded.GetProperty("decompressed").Quaternion(), Compression.DecompressQuaternion(compressed));
    }

    [Trait("Attack", "S-12")]
    [Theory, MemberData(nameof(ScaledLongs))]
    public void AFloatIsScaledToALongAndBack(int index)
    {
        JsonElement recorded = Recorded.GetProperty("scaleToLong")[index];
        float precision = recorded.Float("precision");
        Assert.Equal(recorded.GetProperty("ok").GetBoolean(), Compression.ScaleToLong(recorded.Float("value"), precision, out long scaled));
        Assert.Equal(recorded.GetProperty("long").Long(), scaled);
        Assert.Equal(recorded.Float("back"), Compression.ScaleToFloat(scaled, precision));
    }

    [Theory, MemberData(nameof(ScaledUShorts))]
    public void AFloatIsScaledToAUShortAndBack(int index)
    {
        JsonElement recorded = Recorded.GetProperty("scaleToUShort")[index];
        ushort minTarget = recorded.GetProperty("minTarget").GetUInt16();
        ushort maxTarget = recorded.GetProperty("maxTarget").GetUInt16();
        float min = recorded.Float("min");
        float max = recorded.Float("max");
        ushort scaled = Compression.ScaleFloatToUShort(recorded.Float("value"), min, max, minTarget, maxTarget);
        Assert.Equal(recorded.GetProperty("scaled").GetUInt16(), scaled);
        Assert.Equal(recorded.Float("back"), Compression.ScaleUShortToFloat(scaled, minTarget, maxTarget, min, max));
    }

    [Theory, MemberData(nameof(Deltas))]
    public void ADifferenceIsWrittenAndAdded(int index)
    {
        JsonElement recorded = Recorded.GetProperty("delta")[index];
        var writer = new NetworkWriter();
        JsonElement last = recorded.GetProperty("last");
        JsonElement current = recorded.GetProperty("current");
        if (last.ValueKind == JsonValueKind.Array)
        {
            Assert.Equal(3, last.GetArrayLength());
            DeltaCompression.Compress(writer, Vector3Long(last), Vector3Long(current));
            Assert.Equal(Vector3Long(current), DeltaCompression.Decompress(new NetworkReader(writer), Vector3Long(last)));
        }
        else
        {
            DeltaCompression.Compress(writer, last.Long(), current.Long());
            Assert.Equal(current.Long(), DeltaCompression.Decompress(new NetworkReader(writer), last.Long()));
        }

        Assert.Equal(recorded.GetProperty("hex").GetString(), Vectors.Hex(writer.ToSpan()));
    }

    [Theory, MemberData(nameof(Hashes))]
    public void ATextHashesAsInMirror(int index)
    {
        JsonElement recorded = Recorded.GetProperty("hashes")[index];
        string text = recorded.GetProperty("text").GetString()!;
        Assert.Equal(recorded.GetProperty("hash32").GetInt32(), text.GetStableHashCode());
        Assert.Equal(recorded.GetProperty("hash16").GetUInt16(), text.GetStableHashCode16());
    }

    [Trait("Attack", "S-12")]
    [Fact]
    public void VectorsAndQuaternionsScaleComponentByComponent()
    {
        Assert.True(Compression.ScaleToLong(new Vector3(1, -2, 3.456f), 0.01f, out Vector3Long vector));
        Assert.Equal(new Vector3Long(100, -200, 346), vector);
        Assert.Equal(new Vector3(1, -2, 3.46f), Compression.ScaleToFloat(vector, 0.01f));

        Assert.True(Compression.ScaleToLong(new Quaternion(0, 0.5f, -0.5f, 1), 0.001f, out Vector4Long quaternion));
        Assert.Equal(new Vector4Long(0, 500, -500, 1000), quaternion);
        Assert.Equal(new Quaternion(0, 0.5f, -0.5f, 1), Compression.ScaleToFloat(quaternion, 0.001f));

        Assert.False(Compression.ScaleToLong(new Vector3(0, float.NaN, 0), 0.01f, out vector));
        Assert.Equal(long.MinValue, vector.y);
        Assert.Throws<DivideByZeroException>(() => Compression.ScaleToLong(1, 0, out _));
    }

    [Fact]
    public void FourDifferencesAreWrittenAndAdded()
    {
        var last = new Vector4Long(1, long.MaxValue, -5, 0);
        var current = new Vector4Long(2, long.MinValue, 7, 0);
        var writer = new NetworkWriter();
        DeltaCompression.Compress(writer, last, current);
        Assert.Equal("02021800", Vectors.Hex(writer.ToSpan()));
        Assert.Equal(current, DeltaCompression.Decompress(new NetworkReader(writer), last));
    }

    [Fact]
    public void AnyThirtyTwoBitsUnpackToAUnitQuaternion()
    {
        var random = new Random(1);
        for (int i = 0; i < 10_000; i++)
        {
            uint bits = (uint)random.NextInt64(uint.MaxValue + 1L);
            Assert.Equal(1, Compression.DecompressQuaternion(bits).Length(), 3);
        }

        Assert.Equal(Quaternion.Identity, Compression.DecompressQuaternion(uint.MaxValue));
    }

    private static TheoryData<int> Cases(string section) => Vectors.Indices(Recorded.GetProperty(section));

    private static Vector3Long Vector3Long(JsonElement json) => new(Part(json, 0), Part(json, 1), Part(json, 2));

    private static long Part(JsonElement json, int index) => long.Parse(json[index].GetString()!, CultureInfo.InvariantCulture);
}
