using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace Tain.Tests.Wire;

/// <summary>Every built-in value looks on the wire as Mirror's does, and reads back as what it was.</summary>
public class PrimitiveVectorTests
{
    private static readonly JsonElement Recorded = Vectors.Load("primitives.json");
    private static readonly JsonElement Values = Recorded.GetProperty("values");
    private static readonly JsonElement DefaultWriters = Recorded.GetProperty("defaultWriters");
    private static readonly JsonElement Reads = Recorded.GetProperty("reads");

    public static TheoryData<int> OwnValues => Vectors.Indices(Values, value => !ValueCodecs.OfObjects.Contains(WriterOf(value)));

    public static TheoryData<int> OwnDefaults => Vectors.Indices(DefaultWriters, value => !ValueCodecs.OfObjects.Contains(WriterOf(value)));

    public static TheoryData<int> OwnReads => Vectors.Indices(Reads, read => !ValueCodecs.OfObjects.Contains(ReaderOf(read)));

    [Fact]
    public void EveryRecordedWriterIsOfThisFloorOrOfObjects()
    {
        IEnumerable<string> recorded = Values.EnumerateArray().Concat(DefaultWriters.EnumerateArray()).Select(WriterOf).Concat(Reads.EnumerateArray().Select(ReaderOf)).Distinct();
        Assert.DoesNotContain(recorded, name => !ValueCodecs.ByName.ContainsKey(name) && !ValueCodecs.OfObjects.Contains(name) && name != "List<int>");
    }

    [Theory, MemberData(nameof(OwnValues))]
    public void AValueIsWrittenAndReadAsInMirror(int index)
    {
        JsonElement recorded = Values[index];
        ValueCodec codec = ValueCodecs.ByName[WriterOf(recorded)];
        JsonElement value = ValueOf(recorded);
        var writer = new NetworkWriter();

        if (recorded.TryGetProperty("throws", out JsonElement exception))
        {
            Vectors.AssertThrows(exception, () => codec.Write(writer, value));
            Assert.Equal(0, writer.Position);
            return;
        }

        codec.Write(writer, value);
        if (recorded.TryGetProperty("hexStart", out JsonElement start))
        {
            Assert.Equal(recorded.GetProperty("length").GetInt32(), writer.Position);
            Assert.StartsWith(start.GetString()!, Vectors.Hex(writer.ToSpan()));
        }
        else
        {
            Assert.Equal(recorded.GetProperty("hex").GetString(), Vectors.Hex(writer.ToSpan()));
        }

        AssertReadsBack(codec, value, writer.ToArray());
    }

    [Theory, MemberData(nameof(OwnDefaults))]
    public void ATypeIsWrittenByTheWriterThatMirrorPicks(int index)
    {
        string name = WriterOf(DefaultWriters[index]);
        ValueCodec codec = ValueCodecs.ByName[name];
        foreach (JsonElement recorded in Values.EnumerateArray().Where(v => WriterOf(v) == name && v.TryGetProperty("hex", out _)))
        {
            var writer = new NetworkWriter();
            codec.WriteByTable(writer, recorded.GetProperty("value"));
            Assert.Equal(recorded.GetProperty("hex").GetString(), Vectors.Hex(writer.ToSpan()));

            var reader = new NetworkReader(writer.ToArray());
            AssertSame(codec.Read(new NetworkReader(writer.ToArray())), codec.ReadByTable(reader));
            Assert.Equal(0, reader.Remaining);
        }
    }

    [Trait("Attack", "S-01")]
    [Trait("Attack", "S-09")]
    [Theory, MemberData(nameof(OwnReads))]
    public void BadAndOddBytesReadAsInMirror(int index)
    {
        JsonElement recorded = Reads[index];
        var reader = new NetworkReader(recorded.GetProperty("hex").Bytes());
        string name = ReaderOf(recorded);
        Func<object?> read = name == "List<int>" ? () => reader.ReadList<int>() : () => ValueCodecs.ByName[name].Read(reader);
        if (recorded.TryGetProperty("throws", out JsonElement exception))
        {
            Vectors.AssertThrows(exception, () => read());
            return;
        }

        AssertSame(ValueCodecs.ByName[name].Parse(recorded.GetProperty("value")), read());
        Assert.Equal(recorded.GetProperty("read").GetInt32(), reader.Position);
    }

    private static void AssertReadsBack(ValueCodec codec, JsonElement value, byte[] bytes)
    {
        var reader = new NetworkReader(bytes);
        object? read = codec.Read(reader);
        Assert.Equal(0, reader.Remaining);

        object? expected = codec.Parse(value);
        switch (expected)
        {
            case DateTime date:     // the kind is lost, and what is finer than a double's step at that date; the default becomes the epoch of OLE
                Assert.Equal(date == default ? DateTime.FromOADate(0) : DateTime.SpecifyKind(date, default), (DateTime)read!, TimeSpan.FromMilliseconds(1));
                break;
            case LayerMask mask:    // the upper layers do not travel
                Assert.Equal(mask.value & 0xFFFF, ((LayerMask)read!).value);
                break;
            default:
                AssertSame(expected, read);
                break;
        }
    }

    private static void AssertSame(object? expected, object? actual)
    {
        switch (expected, actual)
        {
            case (Texture2D one, Texture2D other):
                Assert.Equal((one.width, one.height), (other.width, other.height));
                Assert.Equal(one.pixels, other.pixels);
                break;
            case (Sprite one, Sprite other):
                AssertSame(one.texture, other.texture);
                Assert.Equal((one.rect, one.pivot), (other.rect, other.pivot));
                break;
            case (ArraySegment<byte> { Array: null }, ArraySegment<byte> other):
                Assert.Null(other.Array);
                break;
            case (IEnumerable one, IEnumerable other):
                Assert.Equal(one.Cast<object?>(), other.Cast<object?>());
                break;
            default:
                Assert.Equal(expected, actual);
                break;
        }
    }

    private static string WriterOf(JsonElement recorded) => recorded.GetProperty("writer").GetString()!["Write".Length..];

    // "ReadNetworkIdentity of an unknown netId" is a ReadNetworkIdentity.
    private static string ReaderOf(JsonElement recorded) => recorded.GetProperty("reader").GetString()!["Read".Length..].Split(' ')[0];

    // Long strings are described: "65535 times the letter x; ...".
    private static JsonElement ValueOf(JsonElement recorded)
    {
        if (recorded.TryGetProperty("value", out JsonElement value)) return value;
        string note = recorded.GetProperty("note").GetString()!;
        Assert.Contains("times the letter x", note);
        return JsonSerializer.SerializeToElement(new string('x', int.Parse(note.Split(' ')[0], CultureInfo.InvariantCulture)));
    }
}
