namespace Tain;

/// <summary>What the owner of an object gets in place of, or beside, the frame that the group gets.</summary>
/// <param name="Owner">Its connection.</param>
/// <param name="Kind">In which relation to the group's frames.</param>
/// <param name="Place">The number of the group's frame, or of the one that would come there.</param>
/// <param name="Frame">The number of the owner's own frame.</param>
internal readonly record struct OwnerNote(NetworkConnectionToClient Owner, OwnerNoteKind Kind, int Place, int Frame)
{
    /// <summary>Says it to the owner's outbox, before the group's frames are added there.</summary>
    public void ApplyTo(FrameOutbox outbox, ChannelFrames frames)
    {
        switch (Kind)
        {
            case OwnerNoteKind.SharedBeside:
                outbox.Add(frames.Shared, Place, Place + 1);
                break;
            case OwnerNoteKind.OwnBeside:
                outbox.Add(frames.Own, Frame, Frame + 1);
                break;
            case OwnerNoteKind.OwnInstead:
                outbox.Put(Place, skips: true, frames.Own, Frame);
                break;
            case OwnerNoteKind.OwnOnly:
                outbox.Put(Place, skips: false, frames.Own, Frame);
                break;
            default:
                outbox.Skip(Place);
                break;
        }
    }
}
