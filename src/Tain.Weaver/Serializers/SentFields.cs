using Mono.Cecil;
using Tain.Weaver.Weaving;

namespace Tain.Weaver.Serializers;

/// <summary>
/// The fields of a struct or class that travel, in Mirror's order: the most derived class first, then its base; declaration order inside a class.
/// Public and protected internal ones, unless marked NonSerialized.
/// </summary>
internal static class SentFields
{
    public static IEnumerable<FieldDefinition> Of(TypeDefinition type)
    {
        for (TypeDefinition? level = type; level != null; level = level.BaseType?.TryResolve())
        {
            foreach (FieldDefinition field in level.Fields)
            {
                if (field.IsStatic || field.IsNotSerialized) continue;
                if (field.IsPublic || field.IsFamilyOrAssembly) yield return field;
            }
        }
    }

    /// <summary>Whether a type keeps something, none of which travels: all its fields are private; or, for object, whatever it is in truth.</summary>
    public static bool LosesEverything(TypeDefinition type)
    {
        bool keepsSomething = type.FullName == "System.Object";
        for (TypeDefinition? level = type; level != null; level = level.BaseType?.TryResolve())
        {
            foreach (FieldDefinition field in level.Fields) keepsSomething |= !field.IsStatic && !field.IsNotSerialized;
        }
        return keepsSomething && !Of(type).Any();
    }

    /// <summary>Whether a type and its bases, up to the runtime's own, are declared in one module.</summary>
    public static bool AreAllOf(ModuleDefinition module, TypeDefinition type)
    {
        for (TypeDefinition? level = type; level != null; level = level.BaseType?.TryResolve())
        {
            if (level.FullName is "System.Object" or "System.ValueType") return true;
            if (level.Module != module) return false;
        }
        return true;
    }
}
