using System.Text;
using Mono.Cecil;
using Tain.Weaver.Emit;
using Tain.Weaver.Weaving;

namespace Tain.Weaver.Serializers;

/// <summary>The class that holds an assembly's generated serializers. It exists only when something is generated. Its name cannot be written in C#.</summary>
internal sealed class GeneratedClass(WeavingContext context)
{
    public const string Name = "<Tain>GeneratedSerializers";

    private TypeDefinition? _type;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public TypeDefinition Type => _type ??= Create();

    public MethodDefinition AddMethod(string prefix, TypeReference forType, TypeReference returnType)
    {
        string name = $"{prefix}_{Mangle(forType)}";
        // Two types may mangle alike ("A_B" and "A.B"); the order of requests is stable, so numbers are too.
        for (int number = 2; !_names.Add(name); number++) name = $"{prefix}_{Mangle(forType)}_{number}";
        return Generated.Method(context, Type, name, MethodAttributes.Assembly | MethodAttributes.Static, returnType);
    }

    /// <summary>A private nested type is out of reach from here; inside one assembly it costs nothing to open it.</summary>
    public void EnsureVisible(TypeDefinition type)
    {
        for (TypeDefinition? level = type; level != null; level = level.DeclaringType)
        {
            if (level.Module != context.Module) return;
            if (level.IsNestedPrivate || level.IsNestedFamily || level.IsNestedFamilyAndAssembly) level.IsNestedAssembly = true;
        }
    }

    private TypeDefinition Create()
    {
        var type = new TypeDefinition(
            "", Name,
            TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed | TypeAttributes.BeforeFieldInit | TypeAttributes.Class,
            context.Module.TypeSystem.Object);
        Generated.Hide(context, type);
        context.Module.Types.Add(type);
        return type;
    }

    private static string Mangle(TypeReference type)
    {
        var name = new StringBuilder(type.FullName.Length);
        foreach (char character in type.FullName) name.Append(char.IsLetterOrDigit(character) ? character : '_');
        return name.ToString();
    }
}
