namespace Tain;

/// <summary>
/// What a frame says, where it is no more than present values of SyncVars. Whoever is not given such a frame can be given the values of a later time instead. Other
/// frames (collections, hand-written state, baselines) build on what came before and reach everybody in their turn.
/// </summary>
/// <param name="Identity">The object; null: the frame cannot be said later in another way.</param>
/// <param name="Components">A bit for each component that it tells of.</param>
/// <param name="Bits">The dirty bits of their SyncVars, of all components together.</param>
/// <param name="CommonBits">Those that each of the components had: of these, and no others, it is certain that the frame tells them of every component.</param>
internal readonly record struct FrameChange(NetworkIdentity? Identity, ulong Components, ulong Bits, ulong CommonBits)
{
    /// <summary>Says of a frame that it tells all the bits of all its components.</summary>
    public static FrameChange OfAll(NetworkIdentity? identity, ulong components, ulong bits) => new(identity, components, bits, bits);

    /// <summary>Whether who gets the frame need not be told these as well.</summary>
    public bool Covers(ulong components, ulong bits) => (Components & components) == components && (CommonBits & bits) == bits;

    public bool IsRepeatable => Identity is not null;
}
