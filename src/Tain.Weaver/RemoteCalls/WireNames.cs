using System.Text;
using Mono.Cecil;
using Tain.Weaver.Weaving;

namespace Tain.Weaver.RemoteCalls;

/// <summary>
/// Spells methods and types as Mirror's build does, because the hash of that text goes over the wire: "System.Void Game.Player::CmdMove(UnityEngine.Vector3)".
/// Nested types are joined with a slash. Types with a [WireName] and System.Numerics' values appear under the names they have in Mirror and Unity.
/// </summary>
internal static class WireNames
{
    private const string Attribute = "Tain.WireNameAttribute";

    private static readonly HashSet<string> UnityValues = new(StringComparer.Ordinal)
    {
        "System.Numerics.Vector2", "System.Numerics.Vector3", "System.Numerics.Vector4",
        "System.Numerics.Quaternion", "System.Numerics.Matrix4x4", "System.Numerics.Plane",
    };

    public static string Of(MethodDefinition method)
    {
        if (GivenName(method) is { } given) return given;
        var name = new StringBuilder("System.Void ").Append(Of(method.DeclaringType)).Append("::").Append(method.Name).Append('(');
        for (int i = 0; i < method.Parameters.Count; i++)
        {
            if (i > 0) name.Append(',');
            name.Append(Of(method.Parameters[i].ParameterType));
        }
        return name.Append(')').ToString();
    }

    public static string Of(TypeReference type) => type switch
    {
        ArrayType { Rank: 1 } array => Of(array.ElementType) + "[]",
        ArrayType array => Of(array.ElementType) + "[" + string.Join(",", Enumerable.Repeat("0...", array.Rank)) + "]",
        ByReferenceType reference => Of(reference.ElementType) + "&",
        GenericInstanceType generic => Of(generic.ElementType) + "<" + string.Join(",", generic.GenericArguments.Select(Of)) + ">",
        GenericParameter parameter => parameter.Name,
        IModifierType modified => Of(modified.ElementType),
        _ => OfPlain(type),
    };

    private static string OfPlain(TypeReference type)
    {
        if (type.Namespace == "System.Numerics" && UnityValues.Contains(type.FullName)) return "UnityEngine." + type.Name;
        if (MayHaveGivenName(type) && type.TryResolve() is { } definition && GivenName(definition) is { } given) return given.Replace('+', '/');
        if (type.DeclaringType != null) return Of(type.DeclaringType) + "/" + type.Name;
        if (IsEngineType(type)) return "UnityEngine." + type.Name;
        return type.Namespace.Length == 0 ? type.Name : type.Namespace + "." + type.Name;
    }

    // The engine floor knows no network, hence no [WireName]; all its types stand for Unity's.
    private static bool IsEngineType(TypeReference type) =>
        type.Namespace == "Tain" && (type.Scope.Name == "Tain.Engine" || type.TryResolve()?.Module.Assembly.Name.Name == "Tain.Engine");

    // The runtime's types have no [WireName]; resolving them would only cost time.
    private static bool MayHaveGivenName(TypeReference type) => !type.FullName.StartsWith("System.", StringComparison.Ordinal);

    private static string? GivenName(ICustomAttributeProvider provider) => provider.Attribute(Attribute)?.ConstructorArguments[0].Value as string;
}
