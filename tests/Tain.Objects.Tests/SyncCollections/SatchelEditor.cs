namespace Tain.Tests;

/// <summary>Makes one random change to a <see cref="Satchel"/>, and the same to a model of it: plain collections that know nothing of a network.</summary>
internal sealed class SatchelEditor(Random random)
{
    private const int Range = 12;       // small, so that changes meet

    private int _depth;

    public void Edit(Satchel satchel, SatchelContent? model)
    {
        if (_depth > 2) return;
        _depth++;
        switch (random.Next(6))
        {
            case 5:
                satchel.number = random.Next(Range);
                satchel.text = $"text {random.Next(Range)}";
                if (model is null) break;
                model.Number = satchel.number;
                model.Text = satchel.text;
                break;
            case 0: EditList(satchel.list, model?.List); break;
            case 1: EditMap(satchel.map, model?.Map, $"k{random.Next(Range)}", random.Next(100)); break;
            case 2: EditMap(satchel.sortedMap, model?.SortedMap, random.Next(Range), $"v{random.Next(100)}"); break;
            case 3: EditSet(satchel.set, model?.Set, () => $"i{random.Next(Range)}"); break;
            default: EditSet(satchel.sortedSet, model?.SortedSet, () => random.Next(Range)); break;
        }
        _depth--;
    }

    private void EditList(SyncList<int> list, List<int>? model)
    {
        int item = random.Next(Range), index = list.Count == 0 ? 0 : random.Next(list.Count);
        switch (random.Next(list.Count > 20 ? 8 : 9))
        {
            case 0 when list.Count > 0: model?.RemoveAt(index); list.RemoveAt(index); break;
            case 1: model?.Remove(item); list.Remove(item); break;
            case 2 when list.Count > 0: model?[index] = item; list[index] = item; break;
            case 3: model?.Insert(index, item); list.Insert(index, item); break;
            case 4 when _depth == 1 && random.Next(6) == 0: model?.Clear(); list.Clear(); break;
            case 5 when IsPlain: model?.AddRange([item, item + 1]); Plain(() => list.AddRange([item, item + 1])); break;
            case 6 when IsPlain: model?.InsertRange(index, [item, item]); Plain(() => list.InsertRange(index, [item, item])); break;
            case 7 when IsPlain: model?.RemoveAll(one => one == item); Plain(() => list.RemoveAll(one => one == item)); break;
            default: model?.Add(item); list.Add(item); break;
        }
    }

    private void EditMap<TKey, TValue>(SyncIDictionary<TKey, TValue> map, IDictionary<TKey, TValue>? model, TKey key, TValue value) where TKey : notnull
    {
        switch (random.Next(5))
        {
            case 0: model?.Remove(key); map.Remove(key); break;
            case 1 when _depth == 1 && random.Next(6) == 0: model?.Clear(); map.Clear(); break;
            case 2 when !map.ContainsKey(key): model?.Add(key, value); map.Add(key, value); break;
            default: model?[key] = value; map[key] = value; break;
        }
    }

    private void EditSet<T>(SyncSet<T> set, ISet<T>? model, Func<T> make)
    {
        T item = make();
        T[] some = [make(), make(), make()];
        switch (random.Next(9))
        {
            case 0 or 1: model?.Remove(item); set.Remove(item); break;
            case 2 when _depth == 1 && random.Next(6) == 0: model?.Clear(); set.Clear(); break;
            case 3 when IsPlain: model?.UnionWith(some); Plain(() => set.UnionWith(some)); break;
            case 4 when IsPlain: model?.ExceptWith(some); Plain(() => set.ExceptWith(some)); break;
            case 5 when IsPlain && random.Next(3) == 0: model?.IntersectWith(some); Plain(() => set.IntersectWith(some)); break;
            case 6 when IsPlain: some = [.. some.Distinct()]; model?.SymmetricExceptWith(some); Plain(() => set.SymmetricExceptWith(some)); break;
            default: model?.Add(item); set.Add(item); break;
        }
    }

    private bool IsPlain => _depth == 1;

    // The model makes a bulk change in one go, so no callback may change anything in between.
    private void Plain(Action change)
    {
        _depth += 100;
        change();
        _depth -= 100;
    }
}
