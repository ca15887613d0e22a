using System.Text.Json;

namespace Tain.Tests.Wire;

/// <summary>A built-in writer with its reader, and how its values are written in the recordings.</summary>
internal abstract class ValueCodec(string name)
{
    /// <summary>The name behind Write and Read.</summary>
    public string Name { get; } = name;

    public abstract Type Type { get; }

    public abstract void Write(NetworkWriter writer, JsonElement value);

    public abstract object? Read(NetworkReader reader);

    /// <summary>Writes by the entry of the type in Writer&lt;T&gt;.</summary>
    public abstract void WriteByTable(NetworkWriter writer, JsonElement value);

    public abstract object? Parse(JsonElement value);

    public abstract object? ReadByTable(NetworkReader reader);
}

internal sealed class ValueCodec<T>(string name, Func<JsonElement, T> parse, Action<NetworkWriter, T> write, Func<NetworkReader, T> read) : ValueCodec(name)
{
    public override Type Type => typeof(T);

    public override void Write(NetworkWriter writer, JsonElement value) => write(writer, parse(value));

    public override object? Read(NetworkReader reader) => read(reader);

    public override void WriteByTable(NetworkWriter writer, JsonElement value) => writer.Write(parse(value));

    public override object? ReadByTable(NetworkReader reader) => reader.Read<T>();

    public override object? Parse(JsonElement value) => parse(value);
}
