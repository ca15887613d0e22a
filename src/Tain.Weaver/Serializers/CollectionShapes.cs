using Mono.Cecil;

namespace Tain.Weaver.Serializers;

/// <summary>The collections that travel with a count in front: T[], List&lt;T&gt;, HashSet&lt;T&gt;, ArraySegment&lt;T&gt;.</summary>
internal static class CollectionShapes
{
    public const string Array = "[]";
    public const string Segment = "System.ArraySegment`1";

    private static readonly HashSet<string> Generic = new(StringComparer.Ordinal)
    {
        "System.Collections.Generic.List`1", "System.Collections.Generic.HashSet`1", Segment,
    };

    public static bool IsCollection(GenericInstanceType type) => Generic.Contains(type.ElementType.FullName);

    public static string? ShapeOf(TypeReference type) => type switch
    {
        ArrayType { Rank: 1 } => Array,
        GenericInstanceType generic when IsCollection(generic) => generic.ElementType.FullName,
        _ => null,
    };

    public static TypeReference? ElementOf(TypeReference type) => type switch
    {
        ArrayType { Rank: 1 } array => array.ElementType,
        GenericInstanceType generic when IsCollection(generic) => generic.GenericArguments[0],
        _ => null,
    };
}
