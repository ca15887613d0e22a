namespace Tain;

/// <summary>How what an owner gets relates to the frames of its object's group.</summary>
internal enum OwnerNoteKind
{
    /// <summary>The group's frame, though the owner is not in the group.</summary>
    SharedBeside,

    /// <summary>A frame of its own, and it is not in the group.</summary>
    OwnBeside,

    /// <summary>A frame of its own in the place of the group's.</summary>
    OwnInstead,

    /// <summary>A frame of its own where the group gets none.</summary>
    OwnOnly,

    /// <summary>Nothing where the group gets a frame.</summary>
    Nothing,
}
