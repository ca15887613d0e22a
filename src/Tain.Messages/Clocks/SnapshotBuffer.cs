using System.Diagnostics;
using System.Numerics;

namespace Tain;

/// <summary>
/// Snapshots in the order of their remote time. Mirror keeps them in a SortedList; this is a ring instead, because snapshots nearly always come in order and leave
/// in order: inserting at the end and removing at the front move nothing, and nothing is allocated once the ring has reached its size.
/// </summary>
/// <typeparam name="T">The kind of snapshot.</typeparam>
public sealed class SnapshotBuffer<T> where T : Snapshot
{
    private const int InitialCapacity = 8;

    private T[] _ring;
    private int _first;

    /// <summary>Makes an empty buffer.</summary>
    /// <param name="capacity">How many snapshots it can hold before it grows for the first time; rounded up to a power of two.</param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is not positive.</exception>
    public SnapshotBuffer(int capacity = InitialCapacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        _ring = new T[BitOperations.RoundUpToPowerOf2((uint)capacity)];
    }

    /// <summary>How many snapshots are held.</summary>
    public int Count { get; private set; }

    /// <summary>A snapshot by its place, oldest first. The reference is valid until the buffer changes; its remote time must not be written.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such snapshot.</exception>
    public ref T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return ref At(index);
        }
    }

    /// <summary>Puts a snapshot into its place. One with the same remote time is replaced.</summary>
    /// <param name="limit">The most snapshots to hold. A full buffer takes nothing, not even a replacement.</param>
    /// <param name="snapshot">The snapshot. One whose remote time is not a finite number is dropped.</param>
    /// <returns>True when there is one more than before; false when it was dropped or replaced another.</returns>
    public bool InsertIfNotExists(int limit, T snapshot)
    {
        double time = snapshot.remoteTime;

        // A NaN has no place in an order, and an infinity would poison every average. They can only come from a broken or hostile sender.
        if (Count >= limit || !double.IsFinite(time)) return false;

        int place = Count;
        while (place > 0 && At(place - 1).remoteTime > time) place--;
        if (place > 0 && At(place - 1).remoteTime == time)
        {
            At(place - 1) = snapshot;
            return false;
        }

        MakeRoomAt(place);
        At(place) = snapshot;
        Debug.Assert(place == 0 || At(place - 1).remoteTime < time, "Remote times grow strictly from the first to the last.");
        return true;
    }

    /// <summary>Removes the oldest snapshots.</summary>
    /// <param name="amount">How many; all if there are fewer.</param>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative.</exception>
    public void RemoveRange(int amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        if (amount > Count) amount = Count;
        for (int i = 0; i < amount; i++) At(i) = default!;      // a snapshot may hold references
        _first = (_first + amount) & (_ring.Length - 1);
        Count -= amount;
    }

    /// <summary>Removes all snapshots and keeps the memory.</summary>
    public void Clear()
    {
        Array.Clear(_ring);
        _first = 0;
        Count = 0;
    }

    private ref T At(int index) => ref _ring[(_first + index) & (_ring.Length - 1)];

    private void MakeRoomAt(int place)
    {
        if (Count == _ring.Length) Grow();
        Count++;
        for (int i = Count - 1; i > place; i--) At(i) = At(i - 1);
    }

    private void Grow()
    {
        var larger = new T[_ring.Length * 2];
        for (int i = 0; i < Count; i++) larger[i] = At(i);
        _ring = larger;
        _first = 0;
    }
}
