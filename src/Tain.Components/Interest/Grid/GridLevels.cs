using System.Numerics;

namespace Tain;

/// <summary>
/// The levels of a grid. Most objects have the range of the grid; one with another range is in a level whose cells are 2, 4, 8 ... times as large or as small, so that
/// it is seen from as far as its range, and no more than twice as far as that. A level costs something only while there are objects in it.
/// </summary>
internal sealed class GridLevels
{
    /// <summary>Cells of a 256th of the size: with smaller ones, more would be crossed than seen.</summary>
    public const int Lowest = -8;

    /// <summary>Cells of 32,768 times the size, which is the whole of most worlds.</summary>
    public const int Highest = 15;

    public const int Count = Highest - Lowest + 1;

    // A level that was left stays for some turns: a shell that is seen from afar is often followed by the next.
    private const int TurnsUnused = 10;

    private readonly int[] _objects = new int[Count];
    private readonly int[] _unusedTurns = new int[Count];
    private uint _active;

    /// <summary>The level of objects with a range.</summary>
    /// <param name="range">The range of an object, in units.</param>
    /// <param name="gridRange">The range of the grid: that of level 0.</param>
    public static int Of(float range, float gridRange) =>
        range == gridRange ? 0 : (int)Math.Clamp(MathF.Ceiling(MathF.Log2(range / gridRange)), Lowest, Highest);

    /// <summary>Walks the levels that there are.</summary>
    public Enumerator GetEnumerator() => new(_active);

    /// <summary>An object comes.</summary>
    /// <returns>True when the level is there because of it.</returns>
    public bool Enter(int level)
    {
        _objects[level - Lowest]++;
        uint bit = 1u << (level - Lowest);
        if ((_active & bit) != 0) return false;
        _active |= bit;
        _unusedTurns[level - Lowest] = 0;
        return true;
    }

    public void Leave(int level) => _objects[level - Lowest]--;

    /// <summary>Asked once per turn for each level that there is.</summary>
    /// <returns>True when the level is not there any more.</returns>
    public bool DropIfUnused(int level)
    {
        int index = level - Lowest;
        if (_objects[index] > 0) _unusedTurns[index] = 0;
        else if (++_unusedTurns[index] >= TurnsUnused) _active &= ~(1u << index);
        return (_active & (1u << index)) == 0;
    }

    /// <summary>Walks levels; those that come or go meanwhile are not noticed.</summary>
    public struct Enumerator(uint left)
    {
        private uint _left = left;

        public int Current { get; private set; }

        public bool MoveNext()
        {
            if (_left == 0) return false;
            Current = BitOperations.TrailingZeroCount(_left) + Lowest;
            _left &= _left - 1;
            return true;
        }
    }
}
