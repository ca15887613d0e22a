using System.Reflection;
using System.Runtime.CompilerServices;

namespace Tain.Tests;

/// <summary>
/// What can be reached from an object, by way of all its fields: so a test can say that nothing is left of what is gone, and that nothing grows, without knowing by which
/// tables it might be held. Unlike the size of the heap it does not depend on what other tests do.
/// </summary>
internal sealed class Reachable
{
    // Of each the one by way of which it was found.
    private readonly Dictionary<object, object?> _found = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<(object Value, object? Holder)> _left = new();
    private readonly Dictionary<Type, FieldInfo[]> _fields = [];

    private Reachable()
    {
    }

    /// <summary>How many objects there are, and places in arrays: what tables, queues and buffers have room for counts, too.</summary>
    public long Size { get; private set; }

    /// <summary>Finds everything.</summary>
    public static Reachable From(object root)
    {
        var all = new Reachable();
        all.Note(root, holder: null);
        while (all._left.TryPop(out (object Value, object? Holder) next)) all.Enter(next.Value, next.Holder);
        return all;
    }

    /// <summary>Those of a type, each with the way to it.</summary>
    public IEnumerable<string> Of<T>() => _found.Keys.OfType<T>().Select(value => $"{value} by {WayTo(value!)}");

    private string WayTo(object value)
    {
        var way = new List<string>();
        for (object? at = value; at is not null; at = _found[at]) way.Add(at.GetType().Name);
        way.Reverse();
        return string.Join(" > ", way);
    }

    private void Note(object? value, object? holder)
    {
        // Strings are what logs and names are made of, and reflection leads everywhere.
        if (value is null or string or MemberInfo or Assembly or Module or Pointer or Thread or WeakReference) return;
        if (value.GetType().IsPrimitive || value.GetType().IsEnum) return;
        if (value.GetType().IsValueType) _left.Push((value, holder));
        else if (_found.TryAdd(value, holder)) _left.Push((value, holder));
    }

    private void Enter(object value, object? holder)
    {
        Type type = value.GetType();
        // What is in a struct is held by the object that the struct is a part of.
        if (!type.IsValueType) (Size, holder) = (Size + 1, value);
        if (value is Array array)
        {
            Size += array.Length;
            if (!MayRefer(type.GetElementType()!)) return;
            foreach (object? item in array) Note(item, holder);
            return;
        }
        foreach (FieldInfo field in FieldsOf(type)) Note(field.GetValue(value), holder);
    }

    private FieldInfo[] FieldsOf(Type type)
    {
        if (_fields.TryGetValue(type, out FieldInfo[]? known)) return known;
        var fields = new List<FieldInfo>();
        for (Type? at = type; at is not null; at = at.BaseType)
        {
            fields.AddRange(at.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Where(field => MayRefer(field.FieldType)));
        }
        return _fields[type] = [.. fields];
    }

    private static bool MayRefer(Type type) => !type.IsPrimitive && !type.IsEnum && !type.IsPointer && !type.IsFunctionPointer && !type.IsByRefLike && type != typeof(string)
        && (!type.IsValueType || ContainsReferences(type));

    private static bool ContainsReferences(Type type) =>
        (bool)typeof(RuntimeHelpers).GetMethod(nameof(RuntimeHelpers.IsReferenceOrContainsReferences))!.MakeGenericMethod(type).Invoke(null, null)!;
}
