using System.Numerics;

namespace Tain;

/// <summary>A set of spawned objects, by their <see cref="NetworkIdentity.SpawnSlot"/>: a row of bits.</summary>
internal sealed class SlotSet
{
    private const int BitsPerWord = 64;

    private ulong[] _bits = [];

    public int Count { get; private set; }

    public bool Contains(int slot)
    {
        uint word = (uint)slot / BitsPerWord;
        return word < (uint)_bits.Length && (_bits[word] & BitOf(slot)) != 0;
    }

    /// <returns>False when it was in the set before.</returns>
    public bool Add(int slot)
    {
        int word = slot / BitsPerWord;
        if (word >= _bits.Length) Array.Resize(ref _bits, (int)BitOperations.RoundUpToPowerOf2((uint)word + 1));
        if ((_bits[word] & BitOf(slot)) != 0) return false;
        _bits[word] |= BitOf(slot);
        Count++;
        return true;
    }

    /// <returns>False when it was not in the set.</returns>
    public bool Remove(int slot)
    {
        if (!Contains(slot)) return false;
        _bits[slot / BitsPerWord] &= ~BitOf(slot);
        Count--;
        return true;
    }

    public void Clear()
    {
        Array.Clear(_bits);
        Count = 0;
    }

    /// <summary>Adds all of another set.</summary>
    public void AddAll(SlotSet other)
    {
        if (_bits.Length < other._bits.Length) Array.Resize(ref _bits, other._bits.Length);
        int count = Count;
        for (int word = 0; word < other._bits.Length; word++)
        {
            count += BitOperations.PopCount(other._bits[word] & ~_bits[word]);
            _bits[word] |= other._bits[word];
        }
        Count = count;
    }

    /// <summary>The lowest slot of the set that is not below another one; -1 when there is none.</summary>
    /// <param name="from">The slot to begin at.</param>
    /// <param name="except">Slots that are passed over, if any.</param>
    public int Next(int from, SlotSet? except = null)
    {
        for (int word = from / BitsPerWord; word < _bits.Length; word++)
        {
            ulong left = _bits[word];
            if (except is not null && word < except._bits.Length) left &= ~except._bits[word];
            if (word == from / BitsPerWord) left &= ulong.MaxValue << (from % BitsPerWord);
            if (left != 0) return word * BitsPerWord + BitOperations.TrailingZeroCount(left);
        }
        return -1;
    }

    private static ulong BitOf(int slot) => 1UL << (slot % BitsPerWord);
}
