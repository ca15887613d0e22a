namespace Tain;

/// <summary>Something that a connection could be sent in this tick.</summary>
internal struct Candidate
{
    /// <summary>This tick's frame; none when it is an old debt alone.</summary>
    public FrameRef? Frame;

    public int Channel;

    /// <summary>What has to be told: this tick's changes together with what is owed.</summary>
    public FrameChange Change;

    /// <summary>Whether the debt adds something to the frame, so that another one has to be written.</summary>
    public bool IsWider;

    public int Bytes;

    /// <summary>Whether it goes out now.</summary>
    public bool IsChosen;
}
