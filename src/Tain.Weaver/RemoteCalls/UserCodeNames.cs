using System.Text;
using Mono.Cecil;

namespace Tain.Weaver.RemoteCalls;

/// <summary>The name under which a remote call's body lives on: "UserCode_CmdMove__Vector3__Int32". Derived classes in other assemblies find it by this rule.</summary>
internal static class UserCodeNames
{
    public const string Prefix = "UserCode_";
    public const string InvokePrefix = "Invoke" + Prefix;

    public static string Of(MethodReference method)
    {
        var name = new StringBuilder(Prefix).Append(method.Name);
        foreach (ParameterDefinition parameter in method.Parameters)
        {
            name.Append("__");
            foreach (char character in Spell(parameter.ParameterType)) name.Append(char.IsLetterOrDigit(character) ? character : '_');
        }
        return name.ToString();
    }

    private static string Spell(TypeReference type) => type switch
    {
        ArrayType array => Spell(array.ElementType) + "[]",
        GenericInstanceType generic => generic.Name + "<" + string.Join(",", generic.GenericArguments.Select(Spell)) + ">",
        _ => type.Name,
    };
}
