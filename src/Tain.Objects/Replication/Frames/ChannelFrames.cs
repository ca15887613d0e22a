using System.Runtime.InteropServices;

namespace Tain;

/// <summary>What one worker wrote in a tick for one channel, group behind group.</summary>
internal sealed class ChannelFrames(int channelId)
{
    private readonly List<OwnerNote> _notes = [];
    private readonly List<FramePiece> _pieces = [];
    private int _pieceFrom;
    private int _pieceNotesFrom;

    public int ChannelId { get; } = channelId;

    /// <summary>What everybody in a group gets.</summary>
    public FrameArena Shared { get; } = new();

    /// <summary>What owners get in place of it.</summary>
    public FrameArena Own { get; } = new();

    public ReadOnlySpan<FramePiece> Pieces => CollectionsMarshal.AsSpan(_pieces);

    public ReadOnlySpan<OwnerNote> NotesOf(in FramePiece piece) => CollectionsMarshal.AsSpan(_notes)[piece.NotesFrom..piece.NotesTo];

    /// <summary>Notes a deviation for an owner. In ascending order of places.</summary>
    public void Note(OwnerNote note) => _notes.Add(note);

    /// <summary>What was written since the last call belongs to a group.</summary>
    public void EndPiece(VisibilityGroup group)
    {
        if (Shared.Count > _pieceFrom || _notes.Count > _pieceNotesFrom) _pieces.Add(new FramePiece(group, _pieceFrom, Shared.Count, _pieceNotesFrom, _notes.Count));
        _pieceFrom = Shared.Count;
        _pieceNotesFrom = _notes.Count;
    }

    public void Clear()
    {
        Shared.Clear();
        Own.Clear();
        _notes.Clear();
        _pieces.Clear();
        _pieceFrom = _pieceNotesFrom = 0;
    }
}
