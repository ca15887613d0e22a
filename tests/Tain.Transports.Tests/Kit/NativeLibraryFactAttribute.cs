using System.Runtime.InteropServices;

namespace Tain.Transports.Kit;

/// <summary>A test on a library that no package of the build machine has. Where it is not found the test says so and does not run.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NativeLibraryFactAttribute : FactAttribute
{
    /// <param name="name">The library's name on this system.</param>
    /// <param name="variable">The environment variable that names a file instead.</param>
    public NativeLibraryFactAttribute(string name, string variable)
    {
        string path = Environment.GetEnvironmentVariable(variable) ?? name;
        if (!NativeLibrary.TryLoad(path, out _)) Skip = $"{path} is not on this machine; install it or let {variable} name it.";
    }
}
