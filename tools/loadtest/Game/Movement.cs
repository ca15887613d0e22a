namespace Tain.LoadTest.Game;

/// <summary>How players of the built-in server are seen to move.</summary>
public enum Movement : byte
{
    /// <summary>Two SyncVars.</summary>
    SyncVar,

    /// <summary>A NetworkTransformReliable.</summary>
    Transform,

    /// <summary>Not at all: Commands are answered, and nothing is replicated.</summary>
    None,
}
