using System.Runtime.CompilerServices;

namespace Tain;

/// <summary>
/// Runs the module initializers of the assemblies that a type comes from. A woven library enters its types when any of its methods runs; an assembly that only
/// uses the library's structs runs none, so a missing table entry is looked for once more after this.
/// </summary>
internal static class ModuleInitializers
{
    public static void RunFor(Type type)
    {
        if (type.HasElementType) RunFor(type.GetElementType()!);
        foreach (Type argument in type.GenericTypeArguments) RunFor(argument);
        RuntimeHelpers.RunModuleConstructor(type.Module.ModuleHandle);
    }
}
