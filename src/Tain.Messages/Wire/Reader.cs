using System.Diagnostics.CodeAnalysis;

namespace Tain;

/// <summary>The table entry that says how a type is read; the counterpart of <see cref="Writer{T}"/>.</summary>
/// <typeparam name="T">The type.</typeparam>
public static class Reader<T>
{
    /// <summary>Reads a value; null when nobody has entered the type. It may throw on bad input: the border catches it once per message.</summary>
    public static Func<NetworkReader, T>? read;

    internal static Func<NetworkReader, T> Required => read ?? Find();

    private static Func<NetworkReader, T> Find()
    {
        ModuleInitializers.RunFor(typeof(T));
        return read ?? ThrowMissing();
    }

    [DoesNotReturn]
    private static Func<NetworkReader, T> ThrowMissing() => throw new InvalidOperationException(
        $"There is no reader for {typeof(T)}. Weave the assembly that uses it (reference the Tain package there), or set Reader<{typeof(T).Name}>.read yourself at start-up.");
}
