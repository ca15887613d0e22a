namespace Tain;

/// <summary>
/// What a frame says, where it is no more than can be said later as well: SyncVars with their present values, and changes of components whose whole state would do as well.
/// Whoever is not given such a frame can be given the state of a later time instead. Other frames (collections, hand-written state, baselines) build on what came before and
/// reach everybody in their turn.
/// </summary>
/// <param name="Identity">The object; null: the frame cannot be said later in another way.</param>
/// <param name="State">What it tells, of all its components together.</param>
/// <param name="CommonBits">The dirty bits that each of its components with SyncVars had: of these, and no others, it is certain that the frame tells them of every component.</param>
/// <param name="IsWhole">Whether it tells the whole state of <see cref="LateState.Whole"/>. Otherwise it tells what changed there, to those who know what was before.</param>
internal readonly record struct FrameChange(NetworkIdentity? Identity, LateState State, ulong CommonBits, bool IsWhole)
{
    public bool IsRepeatable => Identity is not null;

    /// <summary>Says of a frame that it tells all the bits of all its components, and of others the whole.</summary>
    public static FrameChange OfAll(NetworkIdentity? identity, LateState state) => new(identity, state, state.Bits, IsWhole: true);

    /// <summary>What it says of some components.</summary>
    public FrameChange Of(ulong components) => this with { State = State.Of(components) };

    /// <summary>Whether who gets the frame need not be told this as well.</summary>
    public bool Covers(LateState owed) =>
        (State.Components & owed.Components) == owed.Components && (CommonBits & owed.Bits) == owed.Bits && (owed.Whole == 0 || (IsWhole && (State.Whole & owed.Whole) == owed.Whole));
}
