using System.Diagnostics.CodeAnalysis;

namespace Tain;

// What upper floors hang on a world, by type: its network server, its client. So they need no statics, and the engine need not know them.
public sealed partial class World
{
    private readonly Dictionary<Type, object> _slots = [];

    /// <summary>Puts the one object of this type that belongs to the world; null takes it away.</summary>
    public void Set<T>(T? value) where T : class
    {
        if (value is null) _slots.Remove(typeof(T));
        else _slots[typeof(T)] = value;
    }

    /// <summary>The object of this type that was put here.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public T Get<T>() where T : class =>
        TryGet(out T? value) ? value : throw new InvalidOperationException($"This world has no {typeof(T).Name}. Make one for it first.");

    /// <summary>The object of this type that was put here, or null.</summary>
    public T? TryGet<T>() where T : class => TryGet(out T? value) ? value : null;

    /// <summary>Whether there is an object of this type, and the object.</summary>
    public bool TryGet<T>([NotNullWhen(true)] out T? value) where T : class
    {
        value = _slots.TryGetValue(typeof(T), out object? found) ? (T)found : null;
        return value is not null;
    }
}
