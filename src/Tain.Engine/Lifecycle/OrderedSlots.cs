using System.Diagnostics;

namespace Tain;

/// <summary>Where an item keeps its place in one <see cref="OrderedSlots{T, TPlace}"/>: the index plus one, 0 when it is in none.</summary>
internal interface IPlace<T>
{
    static abstract ref int Of(T item);
}

/// <summary>
/// A list in order of arrival whose items may come and go while it is walked. Removing leaves a hole, in constant time, and holes are closed
/// only between walks; what is added during a walk is not part of it.
/// </summary>
internal sealed class OrderedSlots<T, TPlace> where T : class where TPlace : IPlace<T>
{
    private T?[] _items = new T?[16];
    private int _end;
    private int _holes;
    private int _walks;

    public int Count => _end - _holes;

    /// <summary>Null where an item was removed.</summary>
    public T? this[int index] => _items[index];

    public void Add(T item)
    {
        ref int place = ref TPlace.Of(item);
        if (place != 0) return;
        if (_end == _items.Length) MakeRoom();
        _items[_end++] = item;
        place = _end;
    }

    public void Remove(T item)
    {
        ref int place = ref TPlace.Of(item);
        if (place == 0) return;
        Debug.Assert(ReferenceEquals(_items[place - 1], item), "An item and its list must agree about the place.");
        _items[place - 1] = null;
        place = 0;
        _holes++;
    }

    /// <summary>Starts a walk over the indices below the returned end. Every start is paired with an <see cref="EndWalk"/>.</summary>
    public int BeginWalk()
    {
        if (_holes > 0 && _walks == 0) CloseHoles();
        _walks++;
        return _end;
    }

    public void EndWalk() => _walks--;

    private void MakeRoom()
    {
        if (_walks == 0 && _holes > _items.Length / 2) CloseHoles();
        else Array.Resize(ref _items, _items.Length * 2);
    }

    private void CloseHoles()
    {
        int to = 0;
        for (int from = 0; from < _end; from++)
        {
            T? item = _items[from];
            if (item is null) continue;
            _items[to++] = item;
            TPlace.Of(item) = to;
        }
        Array.Clear(_items, to, _end - to);
        _end = to;
        _holes = 0;
    }
}
