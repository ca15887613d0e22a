namespace Tain;

/// <summary>Frames of one tick: an arena for the reliable and one for the unreliable channel.</summary>
internal sealed class TickFrames
{
    private readonly FrameArena _reliable = new();
    private readonly FrameArena _unreliable = new();

    public FrameArena this[int channel] => channel == Channels.Reliable ? _reliable : _unreliable;

    public void Clear()
    {
        _reliable.Clear();
        _unreliable.Clear();
    }
}
