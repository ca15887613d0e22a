namespace Tain;

/// <summary>
/// What can be said of an object at any later time, with the values of then: SyncVars, and the whole state of components that can take it again
/// (<see cref="NetworkBehaviour.canRepeatWhole"/>).
/// </summary>
/// <param name="Components">The components of the SyncVars, a bit for each.</param>
/// <param name="Bits">Their dirty bits. One mask for all components: a value too many costs a few bytes, a mask for each would cost more.</param>
/// <param name="Whole">The components whose whole state is meant, a bit for each.</param>
internal readonly record struct LateState(ulong Components, ulong Bits, ulong Whole)
{
    public bool IsEmpty => (Components | Whole) == 0;

    public static LateState operator |(LateState left, LateState right) =>
        new(left.Components | right.Components, left.Bits | right.Bits, left.Whole | right.Whole);

    /// <summary>That of some components.</summary>
    public LateState Of(ulong components) => new(Components & components, (Components & components) == 0 ? 0 : Bits, Whole & components);

    /// <summary>What of it the server tells the object's owner.</summary>
    public LateState ForOwner(NetworkIdentity identity) => Of(ComponentMasks.ForOwner(identity, Components | Whole));
}
