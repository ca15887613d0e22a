using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Tain.Tests;

/// <summary>Turns the JSON of tests/vectors/README.md ("How values are written") into values.</summary>
internal static class RecordedValues
{
    public static double Double(this JsonElement json) => json.ValueKind == JsonValueKind.String
        ? json.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            "-0" => -0.0,
            string other => throw new InvalidOperationException($"'{other}' is no number that the recordings use."),
            null => throw new InvalidOperationException("A number is null."),
        }
        : json.GetDouble();

    // Not through double: rounding twice can give another float.
    public static float Float(this JsonElement json) => json.ValueKind == JsonValueKind.String ? (float)json.Double() : json.GetSingle();

    public static float Float(this JsonElement json, string property) => json.GetProperty(property).Float();

    public static long Long(this JsonElement json) => long.Parse(json.GetString()!, CultureInfo.InvariantCulture);

    public static ulong ULong(this JsonElement json) => ulong.Parse(json.GetString()!, CultureInfo.InvariantCulture);

    public static decimal Decimal(this JsonElement json) => decimal.Parse(json.GetString()!, CultureInfo.InvariantCulture);

    public static byte[]? ByteArray(this JsonElement json) => json.ValueKind == JsonValueKind.Null ? null : json.GetProperty("bytes").Bytes();

    public static ArraySegment<byte> ByteSegment(this JsonElement json) => json.ValueKind == JsonValueKind.Null ? default : new(json.GetProperty("bytes").Bytes());

    public static Uri? Uri(this JsonElement json) => json.GetString() is { } text ? new Uri(text) : null;

    public static DateTime DateTime(this JsonElement json) =>
        new(json.GetProperty("ticks").Long(), Enum.Parse<DateTimeKind>(json.GetProperty("kind").GetString()!));

    public static Vector2 Vector2(this JsonElement json) => new(json.Float("x"), json.Float("y"));

    public static Vector3 Vector3(this JsonElement json) => new(json.Float("x"), json.Float("y"), json.Float("z"));

    public static Vector4 Vector4(this JsonElement json) => new(json.Float("x"), json.Float("y"), json.Float("z"), json.Float("w"));

    public static Quaternion Quaternion(this JsonElement json) => new(json.Float("x"), json.Float("y"), json.Float("z"), json.Float("w"));

    public static Vector2Int Vector2Int(this JsonElement json) => new(json.GetProperty("x").GetInt32(), json.GetProperty("y").GetInt32());

    public static Vector3Int Vector3Int(this JsonElement json) =>
        new(json.GetProperty("x").GetInt32(), json.GetProperty("y").GetInt32(), json.GetProperty("z").GetInt32());

    public static Color Color(this JsonElement json) => new(json.Float("r"), json.Float("g"), json.Float("b"), json.Float("a"));

    public static Color32 Color32(this JsonElement json) =>
        new(json.GetProperty("r").GetByte(), json.GetProperty("g").GetByte(), json.GetProperty("b").GetByte(), json.GetProperty("a").GetByte());

    public static Rect Rect(this JsonElement json) => new(json.Float("x"), json.Float("y"), json.Float("width"), json.Float("height"));

    public static Plane Plane(this JsonElement json) => new(json.GetProperty("normal").Vector3(), json.Float("distance"));

    public static Ray Ray(this JsonElement json) => new(json.GetProperty("origin").Vector3(), json.GetProperty("direction").Vector3());

    public static LayerMask LayerMask(this JsonElement json) => new(json.GetProperty("value").GetInt32());

    // Unity's mRC (row, column; vectors on the right) is M(C+1)(R+1) of System.Numerics (vectors on the left).
    public static Matrix4x4 Matrix4x4(this JsonElement json)
    {
        var matrix = default(Matrix4x4);
        for (int row = 0; row < 4; row++)
        {
            for (int column = 0; column < 4; column++) matrix[column, row] = json.Float($"m{row}{column}");
        }

        return matrix;
    }

    public static Texture2D? Texture2D(this JsonElement json) => json.ValueKind == JsonValueKind.Null
        ? null
        : new Texture2D(
            json.GetProperty("width").GetInt32(), json.GetProperty("height").GetInt32(), [.. json.GetProperty("pixels").EnumerateArray().Select(Color32)]);

    public static Sprite? Sprite(this JsonElement json) => json.ValueKind == JsonValueKind.Null
        ? null
        : new Sprite(json.GetProperty("texture").Texture2D()!, json.GetProperty("rect").Rect(), json.GetProperty("pivot").Vector2());
}
