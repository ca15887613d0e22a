namespace Tain;

/// <summary>The frames of one tick for one audience: an arena for the reliable and one for the unreliable channel.</summary>
internal sealed class GroupFrames
{
    private readonly FrameArena _reliable = new();
    private readonly FrameArena _unreliable = new();

    public FrameArena this[int channel] => channel == Channels.Reliable ? _reliable : _unreliable;

    public bool IsEmpty => _reliable.Count == 0 && _unreliable.Count == 0;

    public void Clear()
    {
        _reliable.Clear();
        _unreliable.Clear();
    }
}
