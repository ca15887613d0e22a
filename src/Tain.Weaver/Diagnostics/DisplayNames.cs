using Mono.Cecil;

namespace Tain.Weaver.Diagnostics;

/// <summary>Names as the user wrote them, for messages.</summary>
internal static class DisplayNames
{
    private static readonly Dictionary<string, string> Keywords = new(StringComparer.Ordinal)
    {
        ["System.Boolean"] = "bool",
        ["System.Byte"] = "byte",
        ["System.SByte"] = "sbyte",
        ["System.Char"] = "char",
        ["System.Int16"] = "short",
        ["System.UInt16"] = "ushort",
        ["System.Int32"] = "int",
        ["System.UInt32"] = "uint",
        ["System.Int64"] = "long",
        ["System.UInt64"] = "ulong",
        ["System.Single"] = "float",
        ["System.Double"] = "double",
        ["System.Decimal"] = "decimal",
        ["System.String"] = "string",
        ["System.Object"] = "object",
        ["System.Void"] = "void",
    };

    public static string Of(TypeReference type) => type switch
    {
        ArrayType array => Of(array.ElementType) + "[" + new string(',', array.Rank - 1) + "]",
        ByReferenceType reference => Of(reference.ElementType) + "&",
        PointerType pointer => Of(pointer.ElementType) + "*",
        GenericInstanceType { ElementType.FullName: "System.Nullable`1" } nullable => Of(nullable.GenericArguments[0]) + "?",
        GenericInstanceType { ElementType.Namespace: "System" } tuple when tuple.ElementType.Name.StartsWith("ValueTuple`", StringComparison.Ordinal) =>
            "(" + string.Join(", ", tuple.GenericArguments.Select(Of)) + ")",
        GenericInstanceType generic => Plain(generic.ElementType) + "<" + string.Join(", ", generic.GenericArguments.Select(Of)) + ">",
        _ => Plain(type),
    };

    public static string Of(FieldReference field) => $"{Of(field.DeclaringType)}.{PropertyOf(field) ?? field.Name}";

    public static string Of(MethodReference method) => $"{Of(method.DeclaringType)}.{LocalFunctionOf(method) ?? method.Name}";

    /// <summary>The property that the compiler made a field for: [field: SyncVar] int Health { get; set; }.</summary>
    public static string? PropertyOf(FieldReference field)
    {
        const string suffix = ">k__BackingField";
        return field.Name.StartsWith("<", StringComparison.Ordinal) && field.Name.EndsWith(suffix, StringComparison.Ordinal)
            ? field.Name.Substring(1, field.Name.Length - suffix.Length - 1)
            : null;
    }

    /// <summary>Without namespace and generic arity.</summary>
    public static string SimpleName(TypeReference type)
    {
        int tick = type.Name.IndexOf('`');
        return tick < 0 ? type.Name : type.Name.Substring(0, tick);
    }

    private static string Plain(TypeReference type)
    {
        if (Keywords.TryGetValue(type.FullName, out string? keyword)) return keyword;
        if (type.IsGenericParameter) return type.Name;
        if (type.DeclaringType != null) return $"{Of(type.DeclaringType)}.{SimpleName(type)}";
        return type.Namespace.Length == 0 ? SimpleName(type) : $"{type.Namespace}.{SimpleName(type)}";
    }

    // "<Update>g__Shoot|0_0" is Shoot inside Update.
    private static string? LocalFunctionOf(MethodReference method)
    {
        int start = method.Name.IndexOf(">g__", StringComparison.Ordinal), end = method.Name.IndexOf('|');
        return start > 0 && end > start ? $"{method.Name.Substring(1, start - 1)}.{method.Name.Substring(start + 4, end - start - 4)}" : null;
    }
}
