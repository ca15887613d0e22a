using System.Collections;

namespace Tain;

/// <summary>A line that a world logs: its text with the world's name before it, and its values with the name as <c>World</c> among them.</summary>
internal sealed class WorldLine : IReadOnlyList<KeyValuePair<string, object?>>
{
    private const string Key = "World";

    private readonly string _world;
    private readonly IReadOnlyList<KeyValuePair<string, object?>> _values;
    private readonly string _text;
    private readonly int _added;

    public WorldLine(string world, IReadOnlyList<KeyValuePair<string, object?>> values, string text)
    {
        _world = world;
        _values = values;
        _text = text;
        // A line that has a value of that name keeps it: who stores values by name stumbles over two.
        _added = values.Any(static pair => pair.Key == Key) ? 0 : 1;
    }

    public int Count => _values.Count + _added;

    // In front, because readers expect the line's template to be the last.
    public KeyValuePair<string, object?> this[int index] => index < _added ? new(Key, _world) : _values[index - _added];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (int i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"{_world}: {_text}";
}
