namespace Tain.Scenarios.HostAndRemote;

/// <summary>An entry with what one has to know about the step in which it was written, in order to tell whether a documented difference explains it.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="IsHost">Which run it is from.</param>
/// <param name="Before">What the object was to the client before the step; null: not spawned.</param>
/// <param name="After">What it is after the step; null: not spawned.</param>
/// <param name="Begins">The object begins for the client in this step.</param>
/// <param name="Ends">The object ends for the client in this step, in either run.</param>
/// <param name="HadBegun">On the host the object had begun before this step, and has not ended.</param>
/// <param name="IsRemade">A remote client makes its copy, or does away with it, in this step.</param>
/// <param name="StaysThere">The client was connected before the step, and is after it.</param>
internal readonly record struct Occasion(Entry Entry, bool IsHost, Sight? Before, Sight? After, bool Begins, bool Ends, bool HadBegun, bool IsRemade, bool StaysThere)
{
    public bool IsState => Entry.Kind is EntryKind.Hook or EntryKind.Change;

    public bool WasSeen => Before is { IsSeen: true };

    public bool IsSeen => After is { IsSeen: true };

    public bool OwnedThroughout => Before is { IsOwned: true } && After is { IsOwned: true };

    public bool Is(Func<Sight, ulong> bits) => (After ?? Before) is { } sight && (bits(sight) & (1UL << Entry.Component)) != 0;
}
