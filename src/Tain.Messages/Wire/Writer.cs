using System.Diagnostics.CodeAnalysis;

namespace Tain;

/// <summary>
/// The table entry that says how a type is written. Built-in types are entered by Tain, a game's own types by its woven module initializer.
/// Entries are made at start-up and not changed afterwards; this is one of the three static tables of this floor.
/// </summary>
/// <typeparam name="T">The type.</typeparam>
public static class Writer<T>
{
    /// <summary>Writes a value; null when nobody has entered the type.</summary>
    public static Action<NetworkWriter, T>? write;

    internal static Action<NetworkWriter, T> Required => write ?? Find();

    private static Action<NetworkWriter, T> Find()
    {
        ModuleInitializers.RunFor(typeof(T));
        return write ?? ThrowMissing();
    }

    [DoesNotReturn]
    private static Action<NetworkWriter, T> ThrowMissing() => throw new InvalidOperationException(
        $"There is no writer for {typeof(T)}. Weave the assembly that uses it (reference the Tain package there), or set Writer<{typeof(T).Name}>.write yourself at start-up.");
}
