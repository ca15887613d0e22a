using Mono.Cecil;

namespace Tain.Weaver.Weaving;

// Before: (nothing)
// After:  [assembly: AssemblyMetadata("Tain.Woven", "1")]
/// <summary>Marks what is woven, so that nothing is woven twice and dependents know what they may call.</summary>
internal static class AssemblyMark
{
    private const string Key = "Tain.Woven";
    private const string Value = "1";
    private const string Attribute = "System.Reflection.AssemblyMetadataAttribute";

    public static bool IsOn(AssemblyDefinition assembly)
    {
        foreach (CustomAttribute attribute in assembly.CustomAttributes)
        {
            if (attribute.AttributeType.FullName == Attribute && attribute.ConstructorArguments[0].Value as string == Key) return true;
        }
        return false;
    }

    public static void PutOn(WeavingContext context)
    {
        TypeReference text = context.Module.TypeSystem.String;
        var constructor = new MethodReference(".ctor", context.Module.TypeSystem.Void, context.CoreType("System.Reflection", "AssemblyMetadataAttribute"))
        {
            HasThis = true,
            Parameters = { new ParameterDefinition(text), new ParameterDefinition(text) },
        };
        context.Module.Assembly.CustomAttributes.Add(new CustomAttribute(constructor)
        {
            ConstructorArguments = { new CustomAttributeArgument(text, Key), new CustomAttributeArgument(text, Value) },
        });
    }
}
