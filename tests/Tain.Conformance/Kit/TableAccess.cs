using System.Reflection;

namespace Tain.Conformance.Kit;

/// <summary>Writes and reads values of types that only the recordings know, through the tables that woven assemblies fill.</summary>
internal static class TableAccess
{
    public static byte[] Write(Type type, object? value)
    {
        var writer = new NetworkWriter();
        Entry(typeof(Writer<>), type, "write").DynamicInvoke(writer, value);
        return writer.ToArray();
    }

    public static object? Read(Type type, NetworkReader reader) => Entry(typeof(Reader<>), type, "read").DynamicInvoke(reader);

    private static Delegate Entry(Type table, Type type, string field)
    {
        FieldInfo slot = table.MakeGenericType(type).GetField(field)!;
        return slot.GetValue(null) as Delegate ?? throw new InvalidOperationException($"{table.Name} has no entry for {type}: the weaver has not registered it.");
    }
}
