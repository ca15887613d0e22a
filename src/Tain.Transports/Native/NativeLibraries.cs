using System.Runtime.InteropServices;

namespace Tain.Transports;

/// <summary>
/// Finds the shared library of a transport that speaks through one of the system's, the first time it is used, so that a game without such a transport needs none of them.
/// A table of function pointers is filled from it instead of <c>LibraryImport</c>, because that binds one name for the whole assembly: here the path is a setting,
/// and two versions of a library can be told apart by what they export.
/// </summary>
internal static class NativeLibraries
{
    /// <summary>Loads the first library that is there.</summary>
    /// <param name="path">Where the user says it is; null to look under the names.</param>
    /// <param name="names">The names it has on this system, the most exact first.</param>
    /// <param name="what">What it is, for the message.</param>
    /// <param name="hint">How to get it, for the message.</param>
    /// <returns>The library; it stays loaded until the process ends.</returns>
    /// <exception cref="InvalidOperationException">None is there.</exception>
    public static nint Load(string? path, ReadOnlySpan<string> names, string what, string hint)
    {
        if (TryLoad(path, names, out nint library)) return library;
        string tried = path ?? string.Join(", ", names!);
        throw new InvalidOperationException($"{what} was not found (tried {tried}). {hint}");
    }

    /// <summary>Whether a library is there; it is loaded when it is.</summary>
    public static bool TryLoad(string? path, ReadOnlySpan<string> names, out nint library)
    {
        if (path != null) return NativeLibrary.TryLoad(path, out library);
        foreach (string name in names)
        {
            if (NativeLibrary.TryLoad(name, typeof(NativeLibraries).Assembly, null, out library)) return true;
        }
        library = 0;
        return false;
    }

    /// <summary>The address of a function that the library must have.</summary>
    /// <exception cref="InvalidOperationException">It has none of that name.</exception>
    public static nint Function(nint library, string name, string what) =>
        NativeLibrary.TryGetExport(library, name, out nint address)
            ? address
            : throw new InvalidOperationException($"{what} that was found has no function {name}. It is another library of the same name, or too old.");
}
