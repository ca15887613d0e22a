namespace Tain;

/// <summary>Frames of one group that lie in one piece, and what is different for owners in it: a range of each list of its <see cref="ChannelFrames"/>.</summary>
internal readonly record struct FramePiece(VisibilityGroup Group, int From, int To, int NotesFrom, int NotesTo);
